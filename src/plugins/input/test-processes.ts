import type { AnyDefinition } from '../../kernel/index.ts'
import burst from './burst/index.ts'
import calendar from './calendar/index.ts'
import hawkes from './hawkes/index.ts'
import mmpp from './mmpp/index.ts'
import nhpp from './nhpp/index.ts'
import onoff from './onoff/index.ts'
import poisson from './poisson/index.ts'
import renewal from './renewal/index.ts'
import uniform from './uniform/index.ts'

export const TWO_STATES = [
  { rate: 0.001, stay: '1h' },
  { rate: 0.03, stay: '10m' },
]

/** The arrival processes: random, and all with the same options for start, end and count. */
export const PROCESSES: [string, AnyDefinition<'input'>, Record<string, unknown>][] = [
  ['uniform', uniform, { rate: { events: 777, per: '1d' } }],
  ['poisson', poisson, { rate: { events: 777, per: '1d' } }],
  ['nhpp', nhpp, { rate: 0.01, hours: 'peak-hours', weekdays: [1, 2, 3, 0, 1, 1, 1] }],
  ['burst', burst, { rate: 0.01, intensity: 8, probability: 0.5 }],
  ['mmpp', mmpp, { states: TWO_STATES }],
  ['hawkes', hawkes, { rate: 0.01, branching: 0.5, memory: '5m' }],
  ['renewal', renewal, { rate: 0.01, gaps: { distribution: 'pareto', alpha: 1.5 } }],
  ['onoff', onoff, { rate: 0.1, active: { mean: '5m', alpha: 1.8 }, idle: { mean: '30m' } }],
  ['calendar', calendar, { volume: 400 }],
]

import { expect, test } from 'vitest'
import { type AnyDefinition, NEVER } from '../../kernel/index.ts'
import calendar from './calendar/index.ts'
import cron from './cron/index.ts'
import linspace from './linspace/index.ts'
import mmpp from './mmpp/index.ts'
import nhpp from './nhpp/index.ts'
import onoff from './onoff/index.ts'
import poisson from './poisson/index.ts'
import fixed from './static/index.ts'
import { at, ORIGIN, openInput, scheduled } from './test-context.ts'
import timer from './timer/index.ts'
import uniform from './uniform/index.ts'

/** The first block of ten thousand must be there at once, however long or sparse the schedule is. */
const LIMIT_MS = 50

const since1970 = { start: '1970-01-01', count: 1 }
test.each<[string, AnyDefinition<'input'>, Record<string, unknown>, number]>([
  ['a yearly cron', cron, { expression: '@yearly', count: 1 }, at('2026-01-01T00:00:00Z')],
  ['a leap-day cron', cron, { expression: '0 0 29 2 *', count: 1 }, at('2028-02-29T00:00:00Z')],
  ['a minutely cron since 1970', cron, { expression: '* * * * *', ...since1970 }, at('2025-06-17T13:46:00Z')],
  ['a yearly cron since 1970', cron, { expression: '@yearly', ...since1970 }, at('2026-01-01T00:00:00Z')],
  ['a cron of a billion copies', cron, { expression: '* * * * *', count: 1e9 }, at('2025-06-17T13:46:00Z')],
  ['a billion even steps', linspace, { start: '2025-06-17', end: '+10d', count: 1e9 }, ORIGIN],
  ['a tenth-second timer since 1970', timer, { seconds: 0.1, ...since1970 }, Math.ceil(ORIGIN / 1e5) * 1e5],
  ['a static billion', fixed, { count: 1e9 }, ORIGIN],
])('%s', async (_, definition, options, expected) => {
  const input = await openInput(definition, options)
  // Once to compile the code, once to measure.
  for (const [run, from] of [ORIGIN - 1, ORIGIN].entries()) {
    const begin = process.hrtime.bigint()
    const [first] = [...take(scheduled(input, from, 10_000))]
    const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6
    if (run === 0) continue
    expect(first![0]! - expected).toBeGreaterThanOrEqual(0)
    expect(first![0]! - expected).toBeLessThan(1000)
    expect(milliseconds).toBeLessThan(LIMIT_MS)
  }
})

function* take(blocks: Iterable<Float64Array>): Generator<Float64Array, undefined> {
  for (const block of blocks) {
    yield block
    return
  }
}

test('an open cron that never matches again ends', async () => {
  const input = await openInput(cron, { expression: '0 0 1 1 * 0 2020', count: 1 })
  expect([...scheduled(input, ORIGIN, 10)]).toEqual([])
  expect(input.end ?? NEVER).toBe(NEVER)
})

const TWO_STATES = [
  { rate: 1e6, stay: '10d' },
  { rate: 1e5, stay: '30d' },
]
test.each<[string, AnyDefinition<'input'>, Record<string, unknown>]>([
  ['even arrivals since 1970', uniform, { rate: 1e6 }],
  ['Poisson arrivals since 1970', poisson, { rate: 1e6 }],
  ['arrivals by clock since 1970', nhpp, { rate: 1e6 }],
  ['Markov-modulated arrivals since 1970', mmpp, { states: TWO_STATES }],
  ['on and off since 1970', onoff, { rate: 1e6, active: { mean: '30d' }, idle: { mean: '1us' } }],
  ['sixty billion a day since 1970', calendar, { volume: 6e10 }],
])('%s at a million a second', async (_, definition, options) => {
  const input = await openInput(definition, { ...options, start: '1970-01-01' })
  for (const [run, from] of [ORIGIN - 1, ORIGIN].entries()) {
    const begin = process.hrtime.bigint()
    const [first] = [...take(scheduled(input, from, 10_000))]
    if (run === 0) continue
    expect(first![0]! - from).toBeLessThan(1000)
    expect(Number(process.hrtime.bigint() - begin) / 1e6).toBeLessThan(LIMIT_MS)
  }
})

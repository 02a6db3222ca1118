import { describe, expect, test } from 'vitest'
import { type AnyDefinition, HOUR, NEVER, optionRows, parseYaml, readYaml } from '../../kernel/index.ts'
import burst from './burst/index.ts'
import calendar from './calendar/index.ts'
import hawkes from './hawkes/index.ts'
import mmpp from './mmpp/index.ts'
import nhpp from './nhpp/index.ts'
import onoff from './onoff/index.ts'
import poisson from './poisson/index.ts'
import renewal from './renewal/index.ts'
import { openInput, ticks } from './test-context.ts'
import { PROCESSES, TWO_STATES } from './test-processes.ts'
import trace from './trace/index.ts'
import uniform from './uniform/index.ts'

describe.each(PROCESSES)('%s', (_, definition, options) => {
  const open = (more: object, seed = 1) =>
    openInput(definition, { ...options, start: '2025-06-17', ...more }, { seed, zone: 'Europe/Berlin' })

  test('count takes the first, wherever reading begins', async () => {
    const [endless, counted] = [await open({}), await open({ count: 300 })]
    const first = ticks(endless, 300)
    expect(endless.count).toBeUndefined()
    expect(counted.count).toBe(300)
    expect(ticks(counted, 1000)).toEqual(first)
    expect(ticks(counted, 1000, first[250]! + 1)).toEqual(first.filter((tick) => tick > first[250]!))
    const both = await open({ count: 300, end: '+1h' })
    expect(both.count).toBeUndefined()
    expect(ticks(both, 1000)).toEqual(first.filter((tick) => tick <= both.end!))
  })

  test('an endless process never goes beyond what can be counted', async () => {
    const input = await openInput(definition, options, { range: { from: NEVER - 2 * HOUR } })
    expect(ticks(input, 100_000).every((tick) => tick >= NEVER - 2 * HOUR && tick <= NEVER)).toBe(true)
  })

  test('the seed decides, unless there is no chance in it', async () => {
    const [one, other] = [ticks(await open({}, 1), 100), ticks(await open({}, 2), 100)]
    expect(ticks(await open({}, 1), 100)).toEqual(one)
    if (definition === uniform) expect(other).toEqual(one)
    else expect(other).not.toEqual(one)
  })

  test('a stream is pinned', async () => {
    const start = Date.UTC(2025, 5, 16, 22) * 1000
    expect(ticks(await open({}), 3).map((tick) => tick - start)).toMatchSnapshot()
  })
})

test('what people write without quotes is read as they mean it', async () => {
  const written = parseYaml(
    'volume: 10\nevents:\n  - {date: 2024-05-01, to: 05-03, factor: 2}\nstart: 2024-05-01\nend: +1d\nvariation: 0',
    'generator.yml',
  )
  expect(readYaml(calendar.options, written)).toMatchObject({ events: [{ date: '2024-05-01', to: '05-03' }] })
})

// YAML 1.1 takes on, off, yes and no for booleans, also as keys.
test.each([...PROCESSES.map(([, definition]) => definition), trace])(
  '$name has no option that YAML misreads',
  ({ options }) => {
    const keys = optionRows(options).flatMap(({ name }) => name.split('.'))
    expect(keys.filter((key) => /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key))).toEqual([])
  },
)

test.each<[AnyDefinition<'input'>, Record<string, unknown>, string]>([
  [poisson, { rate: 0 }, 'rate'],
  [poisson, { rate: 1e6 + 1 }, 'must not exceed'],
  [poisson, { rate: { events: 3, per: '1us' } }, 'must not exceed'],
  [poisson, { rate: { events: 3, per: 'soon' } }, 'no length of time'],
  [poisson, { rate: { events: 3, per: 0 } }, 'no length of time'],
  [poisson, { rate: { events: 3 } }, 'rate.per'],
  [poisson, {}, '"rate" is required'],
  [uniform, { rate: -1 }, 'rate'],
  [uniform, { rate: 1, count: 0 }, 'count'],
  [uniform, { rate: 1, start: 'now', end: '-1h' }, 'before'],
  [burst, { rate: 1, intensity: 0.5 }, 'intensity'],
  [burst, { rate: 1, probability: 1.1 }, 'probability'],
  [nhpp, { rate: 1, hours: [1, 2] }, 'hours'],
  [nhpp, { rate: 1, hours: 'office-hours' }, 'hours'],
  [nhpp, { rate: 1, hours: 'peak-hours', peak_hours: [24] }, 'peak_hours'],
  [nhpp, { rate: 1, hours: 'peak-hours', knots: [{ hour: 1, factor: 1 }] }, 'hours already say'],
  [
    nhpp,
    {
      rate: 1,
      knots: [
        { hour: 2, factor: 1 },
        { hour: 1, factor: 1 },
      ],
    },
    'ascend',
  ],
  [nhpp, { rate: 1, weekdays: [0, 0, 0, 0, 0, 0, 0] }, 'factor 0'],
  [nhpp, { rate: 1, holidays: { country: 'ZZ', factor: 0 } }, 'no holidays for "ZZ"'],
  [nhpp, { rate: 1, holidays: { country: false, factor: 0 } }, 'in quotes'],
  [nhpp, { rate: 1, holidays: { factor: 0 } }, 'holidays.country'],
  [nhpp, { rate: 1, holidays: { country: 'DE', state: 'XX', factor: 0 } }, 'no holidays for "XX"'],
  [nhpp, { rate: 1, events: [{ date: 'tomorrow', factor: 1 }] }, 'is no date'],
  [mmpp, { states: [{ rate: 1, stay: '1s' }] }, 'states'],
  [mmpp, { states: [{ rate: 1, stay: '1s' }, { rate: 2 }] }, '"states.1.stay"'],
  [
    mmpp,
    {
      states: TWO_STATES,
      generator: [
        [-1, 1],
        [1, -1],
      ],
    },
    'already says',
  ],
  [mmpp, { states: [{ rate: 1 }, { rate: 2 }], generator: [[-1, 1]] }, '2 × 2'],
  [
    mmpp,
    {
      states: [{ rate: 1 }, { rate: 2 }],
      generator: [
        [-1, 1],
        [1, -2],
      ],
    },
    'adds up to -1',
  ],
  [
    mmpp,
    {
      states: [{ rate: 1 }, { rate: 2 }],
      generator: [
        [1, -1],
        [1, -1],
      ],
    },
    'negative',
  ],
  [
    mmpp,
    {
      states: [{ rate: 1 }, { rate: 2 }],
      generator: [
        [-1, 1],
        [0, 0],
      ],
    },
    'not connected',
  ],
  [
    mmpp,
    {
      states: [
        { rate: 0, stay: 1 },
        { rate: 0, stay: 1 },
      ],
    },
    'rate 0',
  ],
  [hawkes, { rate: 1, branching: 1, memory: 1 }, 'never comes to rest'],
  [hawkes, { rate: 1, branching: -0.1, memory: 1 }, 'branching'],
  [hawkes, { rate: 1, branching: 0.5, memory: '0s' }, 'no length of time'],
  [renewal, { rate: 1, gaps: { distribution: 'pareto', alpha: 1 } }, 'alpha'],
  [renewal, { rate: 1, gaps: { distribution: 'gamma' } }, 'gaps.shape'],
  [renewal, { rate: 1, gaps: { distribution: 'normal' } }, 'distribution'],
  [onoff, { rate: 1, active: { mean: 1 } }, '"idle" is required'],
  [onoff, { rate: 1, active: { mean: 1, alpha: 1 }, idle: { mean: 1 } }, 'active.alpha'],
  [calendar, { volume: 0 }, 'volume'],
  [calendar, { volume: 1, weekend_multiplier: 0 }, 'weekend_multiplier'],
  [calendar, { volume: 1, profile: 'retail' }, 'no profile "retail"'],
  [calendar, { volume: 1, profile: 'missing.json' }, 'cannot read'],
  [trace, { path: 'missing.csv' }, 'cannot read'],
  [trace, { path: 'missing.ndjson' }, 'cannot read'],
  [trace, { path: 'requests.log' }, 'names no format'],
])('%# is refused', async (definition, options, message) => {
  await expect(openInput(definition, options)).rejects.toThrow(message)
})

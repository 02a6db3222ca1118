import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readOptions } from '../../kernel/index.ts'
import { streamConfig } from './config.ts'
import { streamProject } from './project.ts'

const NOW = 1_700_000_000_000_000

function project(config: Record<string, unknown>, options: Record<string, unknown> = {}) {
  const read = readOptions(streamConfig(), config)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return streamProject('bnpl', read.value, options, NOW)
}

test('the defaults: a thousand records a day from now on, endlessly', () => {
  expect(project({})).toEqual({
    input: [{ uniform: { rate: 1000 / 86_400 } }],
    event: { model: { name: 'bnpl' } },
    distort: [],
    parameters: { live_mode: true, speed: 1, from: '2023-11-14T22:13:20+00:00' },
  })
})

test('a seed of 0 is a seed', () => {
  expect(project({ seed: 0 })).toHaveProperty('seed', 0)
})

test('the rate is records a real second, whatever the compression', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      fc.double({ min: 0.1, max: 1000, noNaN: true }),
      (rate_per_second, time_compression) => {
        const { input, parameters } = project({ rate_per_second, time_compression })
        const { rate } = (input[0] as { uniform: { rate: number } }).uniform
        expect(rate * parameters.speed).toBeCloseTo(rate_per_second, 6)
      },
    ),
  )
})

test('a rate of 0 is as fast as possible, at the daily volume of simulated time', () => {
  const { input, parameters } = project({ rate_per_second: 0, base_daily_volume: 86_400, max_records: 5 })
  expect(input).toEqual([{ uniform: { rate: 1 } }])
  expect(parameters).toMatchObject({ live_mode: false, max_events: 5 })
})

test.each([
  ['poisson', {}, {}],
  ['nhpp', { peak_hours: [3] }, { hours: 'peak-hours', peak_hours: [3] }],
  ['burst', { burst_intensity: 4, burst_probability: 0.3 }, { intensity: 4, probability: 0.3 }],
])('arrivals: %s', (arrival_pattern, given, expected) => {
  const { input } = project({ arrival_pattern, rate_per_second: 2, ...given })
  expect(input).toEqual([{ [arrival_pattern]: { rate: 2, ...expected } }])
})

test('both dates make a replay of these days, a day a second', () => {
  const { input, parameters } = project({
    start_date: '2024-11-01',
    end_date: '2024-11-30',
    total_records: 9,
    weekend_multiplier: 2,
  })
  expect(input).toEqual([
    {
      calendar: {
        volume: 1000,
        weekend_multiplier: 2,
        seasonal_multiplier: 1.2,
        include_holiday_patterns: true,
        start: '2024-11-01T00:00:00Z',
        end: '2024-11-30T23:59:59.999999Z',
      },
    },
  ])
  expect(parameters).toEqual({
    live_mode: true,
    speed: 86_400,
    from: '2024-11-01T00:00:00Z',
    max_events: 9,
  })
})

test('replayed days need not vary', () => {
  const days = { start_date: '2024-01-01', end_date: '2024-01-02' }
  expect(project({ ...days, volume_variation_enabled: false }).input).toMatchObject([
    { calendar: { variation: 0 } },
  ])
})

test('replayed as fast as possible', () => {
  const { parameters } = project({ start_date: '2024-01-01', end_date: '2024-01-02', days_per_second: 0 })
  expect(parameters).toMatchObject({ live_mode: false, from: '2024-01-01T00:00:00Z' })
})

test('noise and drift become distortions, unless they would do nothing', () => {
  const config = { noise_type: 'gaussian', noise_level: 0.1, drift_type: 'sudden', drift_strength: 0.5 }
  expect(project(config).distort).toEqual([
    { noise: { type: 'gaussian', level: 0.1 } },
    { drift: { type: 'sudden', strength: 0.5 } },
  ])
  expect(project({ ...config, noise_level: 0, drift_strength: 0 }).distort).toEqual([])
  expect(project({ noise_type: 'outliers' }).distort).toEqual([{ noise: { type: 'outliers', level: 0 } }])
  expect(project({ ...config, noise_type: 'none', drift_type: 'none' }).distort).toEqual([])
})

test("the model's own options reach the model", () => {
  expect(project({}, { max_customers: 3 }).event).toEqual({ model: { name: 'bnpl', max_customers: 3 } })
})

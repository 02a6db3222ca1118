import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mean } from 'simple-statistics'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, type InputContext, toCivil, zone } from '../../../kernel/index.ts'
import { at, ORIGIN, openInput, scheduled, ticks } from '../test-context.ts'
import timePatterns from './index.ts'

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eventloom-patterns-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

interface Shape {
  label?: string
  period?: string
  unit?: string
  start?: string
  end?: string
  ratio?: string
  randomizer?: string
  spreader?: string
}

function write(name: string, shape: Shape): string {
  const text = `
label: ${shape.label ?? name}
oscillator.period: ${shape.period ?? 1}
oscillator.unit: ${shape.unit ?? 'hours'}
oscillator:
  start: ${shape.start ?? '2024-01-01T00:00:00'}
  end: ${shape.end ?? '+10d'}
multiplier: {ratio: ${shape.ratio ?? 10}}
randomizer: ${shape.randomizer ?? '{deviation: 0, direction: mixed}'}
spreader: ${shape.spreader ?? '{distribution: uniform, parameters: {low: 0, high: 1}}'}
`
  writeFileSync(join(directory, name), text)
  return name
}

const open = (
  patterns: string[],
  given: { zone?: string; range?: InputContext['range']; seed?: number } = {},
) => openInput(timePatterns, { patterns }, { directory, ...given })

const START = at('2024-01-01T00:00:00Z')

/** How many instants each of the first `n` periods holds. */
function perPeriod(found: readonly number[], length: number, n: number, start = START): number[] {
  const counts = new Array<number>(n).fill(0)
  for (const tick of found) counts[Math.floor((tick - start) / length)]!++
  return counts
}

describe('how many', () => {
  test('no deviation gives exactly the ratio', async () => {
    const found = ticks(await open([write('exact', {})]), 1e6)
    expect(perPeriod(found, HOUR, 240)).toEqual(new Array(240).fill(10))
  })

  // The factor is uniform, so a count has the variance (ratio·width)²/12 plus at most 1/4 of the rounding.
  test.each([
    ['decrease', 0.6, 1, 0.7],
    ['increase', 0.5, 1, 1.25],
    ['mixed', 1, 1, 1],
    ['decrease', 0.25, 7, 0.875],
  ])(
    '%s by %d at ratio %d has the mean ratio × E[factor] = %d × ratio',
    async (direction, deviation, ratio, factor) => {
      const name = write('mean', {
        end: '+400d',
        ratio: String(ratio),
        randomizer: `{deviation: ${deviation}, direction: ${direction}}`,
      })
      const counts = perPeriod(ticks(await open([name]), 1e6), HOUR, 9600)
      const width = ratio * deviation * (direction === 'mixed' ? 2 : 1)
      const error = Math.sqrt((width ** 2 / 12 + 0.25) / counts.length)
      expect(
        Math.abs(mean(counts) - ratio * (direction === 'decrease' ? 1 - deviation / 2 : factor)),
      ).toBeLessThan(5 * error)
    },
  )
})

describe('where', () => {
  test('positions keep to the bounds of the distribution', async () => {
    const name = write('narrow', {
      spreader: '{distribution: triangular, parameters: {left: 0.2, mode: 0.5, right: 0.6}}',
    })
    const shares = ticks(await open([name]), 1e6).map((tick) => ((tick - START) % HOUR) / HOUR)
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.2)
    expect(Math.max(...shares)).toBeLessThanOrEqual(0.6)
    // Mean of a triangular distribution; variance 0.0072, 2400 draws, five standard errors.
    expect(Math.abs(mean(shares) - (0.2 + 0.5 + 0.6) / 3)).toBeLessThan(5 * Math.sqrt(0.0072 / 2400))
  })

  test('beta piles up where its shapes say', async () => {
    const name = write('late', { spreader: '{distribution: beta, parameters: {a: 8, b: 2}}' })
    const shares = ticks(await open([name]), 1e6).map((tick) => ((tick - START) % HOUR) / HOUR)
    expect(Math.abs(mean(shares) - 0.8)).toBeLessThan(5 * Math.sqrt(0.0146 / 2400))
  })

  test('days are days of the calendar: the peak stays at its hour of the wall clock', async () => {
    const name = write('noon', {
      unit: 'days',
      start: '2024-03-01',
      end: '2024-12-01',
      spreader: '{distribution: uniform, parameters: {low: 0.5, high: 0.5001}}',
    })
    const berlin = zone('Europe/Berlin')
    const walls = ticks(await open([name], { zone: 'Europe/Berlin' }), 1e6).map((tick) =>
      toCivil(berlin.toWall(tick)),
    )
    const odd = walls.filter(({ hour }) => hour !== 12)
    // The middle of a day of 25 hours is half past eleven; that of one of 23 hours half past twelve.
    expect(new Set(odd.map(({ month, day }) => `${month}-${day}`))).toEqual(new Set(['10-27']))
    expect(walls).toHaveLength(275 * 10)
  })

  test('hours are elapsed time through a change of the clock', async () => {
    const name = write('dst', { start: '2024-10-27', end: '2024-10-28' })
    const found = ticks(await open([name], { zone: 'Europe/Berlin' }), 1e6)
    expect(perPeriod(found, HOUR, 25, at('2024-10-27T00:00:00+02:00'))).toEqual(new Array(25).fill(10))
  })
})

describe('which periods', () => {
  test('a partial last period is cut, not scaled', async () => {
    const found = ticks(await open([write('cut', { end: '+90m', ratio: '1000' })]), 1e6)
    const [whole, half] = perPeriod(found, HOUR, 2)
    expect(whole).toBe(1000)
    expect(Math.abs(half! - 500)).toBeLessThan(5 * Math.sqrt(250))
    expect(found.at(-1)!).toBeLessThanOrEqual(START + 1.5 * HOUR)
  })

  test('the range of the user keeps the phase, also before the start and after the end', async () => {
    const name = write('phase', {
      start: '2024-01-01T00:20:00',
      end: '+1d',
      spreader: '{distribution: uniform, parameters: {low: 0, high: 0.001}}',
    })
    const range = { from: START - DAY, to: START + 3 * DAY }
    const found = ticks(await open([name], { range }), 1e6)
    expect(found).toHaveLength(96 * 10)
    expect(found.every((tick) => (tick - START + DAY) % HOUR < 20 * 60e6 + 4e6)).toBe(true)
    const own = ticks(await open([name]), 1e6)
    expect(found.filter((tick) => tick >= own[0]! && tick <= own.at(-1)!)).toEqual(own)
  })

  test('every period has its own randomness: skipping changes none', async () => {
    const name = write('own', {
      end: 'never',
      unit: 'days',
      randomizer: '{deviation: 0.5, direction: mixed}',
    })
    const input = await open([name], { zone: 'America/New_York' })
    const all = ticks(input, 12_000)
    const from = all[7000]!
    expect(ticks(input, 1000, from)).toEqual(all.filter((tick) => tick >= from).slice(0, 1000))
  })
})

describe('several', () => {
  test('are merged, each with the stream of its label', async () => {
    const one = write('one', { end: '+3d' })
    const two = write('two', { period: '5', unit: 'minutes', end: '+2d' })
    const sum = [...ticks(await open([one]), 1e6), ...ticks(await open([two]), 1e6)].sort((a, b) => a - b)
    expect(ticks(await open([one, two]), 1e6)).toEqual(sum)
    expect(ticks(await open([two, one]), 1e6)).toEqual(sum)
  })

  test('that share a label are not copies of each other', async () => {
    const found = ticks(await open([write('a', { label: 'x' }), write('b', { label: 'x' })]), 1e6)
    expect(new Set(found).size).toBeGreaterThan(found.length - 5)
  })

  test('the seed decides', async () => {
    const name = write('seeded', {})
    const one = ticks(await open([name], { seed: 1 }), 100)
    expect(ticks(await open([name], { seed: 1 }), 100)).toEqual(one)
    expect(ticks(await open([name], { seed: 2 }), 100)).not.toEqual(one)
  })

  test('a stream is pinned', async () => {
    const name = write('pinned', { ratio: '2', spreader: '{distribution: beta, parameters: {a: 0.5, b: 3}}' })
    expect(ticks(await open([name]), 4).map((tick) => tick - START)).toMatchInlineSnapshot(`
      [
        6371259,
        847476381,
        3866984173,
        4505972430,
      ]
    `)
  })
})

test('a million instants a period come in one go', async () => {
  const input = await open([write('huge', { ratio: '1000000', end: '+1h' })], { range: {} })
  let count = 0
  let last = 0
  for (const block of scheduled(input, ORIGIN - 1000 * DAY, 10_000)) {
    count += block.length
    expect(block[0]!).toBeGreaterThanOrEqual(last)
    last = block.at(-1)!
  }
  expect(count).toBe(1_000_000)
})

test.each<[Shape, string, number]>([
  [{ label: '""' }, 'label', 2],
  [{ period: '0' }, 'period', 3],
  [{ period: '0.4', unit: 'microseconds' }, 'no usable length', 6],
  [{ period: '1e999' }, 'period', 3],
  [{ unit: 'months' }, 'unit', 4],
  [{ start: 'never' }, 'cannot start never', 6],
  [{ end: '2023-12-31' }, 'before', 6],
  [{ end: 'sometime' }, '"oscillator.end"', 6],
  [{ ratio: '0' }, 'ratio', 8],
  [{ randomizer: '{deviation: 1.1, direction: mixed}' }, 'deviation', 9],
  [{ randomizer: '{deviation: -0.1, direction: mixed}' }, 'deviation', 9],
  [{ randomizer: '{deviation: 1, direction: up}' }, 'direction', 9],
  [{ randomizer: '{deviation: 1, direction: mixed, sampling: 15}' }, 'sampling', 9],
  [{ spreader: '{distribution: normal, parameters: {}}' }, 'distribution', 10],
  [{ spreader: '{distribution: uniform, parameters: {low: 0.5, high: 0.5}}' }, 'less than', 10],
  [{ spreader: '{distribution: uniform, parameters: {low: 1, high: 1}}' }, 'low', 10],
  [{ spreader: '{distribution: uniform, parameters: {low: 0, high: 1.1}}' }, 'high', 10],
  [{ spreader: '{distribution: triangular, parameters: {left: 0.5, mode: 0.4, right: 1}}' }, 'left', 10],
  [{ spreader: '{distribution: triangular, parameters: {left: 0.5, mode: 0.5, right: 0.5}}' }, 'left', 10],
  [{ spreader: '{distribution: beta, parameters: {a: 0, b: 1}}' }, 'parameters.a', 10],
  [{ spreader: '{distribution: beta, parameters: {a: 1, b: 0}}' }, 'parameters.b', 10],
  [{ spreader: '{distribution: beta, parameters: {a: 1, low: 0}}' }, 'parameters.b', 10],
])('%j is refused where it stands', async (shape, message, line) => {
  const error = await open([write('bad', shape)]).catch((error) => error)
  const [problem] = error.problems ?? [error]
  expect(problem.message).toContain(message)
  expect(problem.at).toMatchObject({ file: join(directory, 'bad'), line })
})

import { mean, quantile } from 'simple-statistics'
import { expect, test } from 'vitest'
import { distort, openStep, type Step } from '../../../test/distort-stage.ts'
import { type Fields, HOUR, rng, SECOND } from '../../kernel/index.ts'
import { type DriftCourse, driftWeight, linkUp, noisy } from '../../simulation/index.ts'
import drift from './drift/index.ts'
import drop from './drop/index.ts'
import duplicate from './duplicate/index.ts'
import late from './late/index.ts'
import missing from './missing/index.ts'

const N = 20_000
/** So many standard errors are exceeded by chance once in a million. */
const Z = 5

const ANYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

/** |mean − expected| in standard errors, of values whose standard deviation is known. */
function errors(values: readonly number[], expected: number, deviation: number): number {
  return (Math.abs(mean([...values]) - expected) * Math.sqrt(values.length)) / deviation
}

function share(values: readonly boolean[], expected: number): number {
  return errors(values.map(Number), expected, Math.sqrt(expected * (1 - expected)))
}

test('gaussian noise has mean v and deviation |v|·level, uniform noise fills v ± |v|·level', () => {
  const own = rng(3)
  for (const value of [200, -40]) {
    const size = Math.abs(value)
    const gaussian = Array.from({ length: N }, () =>
      noisy(own, value, { type: 'gaussian', level: 0.1 }, ANYWHERE),
    )
    expect(errors(gaussian, value, 0.1 * size)).toBeLessThan(Z)
    const squares = gaussian.map((each) => (each - value) ** 2)
    expect(errors(squares, 0.01 * size ** 2, Math.SQRT2 * 0.01 * size ** 2)).toBeLessThan(Z)
    const uniform = Array.from({ length: N }, () =>
      noisy(own, value, { type: 'uniform', level: 0.3 }, ANYWHERE),
    )
    expect(errors(uniform, value, (0.3 * size) / Math.sqrt(3))).toBeLessThan(Z)
    expect(Math.max(...uniform.map((each) => Math.abs(each - value)))).toBeLessThanOrEqual(0.3 * size)
    // Of 20,000 none within a thousandth of an end: once in 10^8.
    expect(Math.max(...uniform.map((each) => Math.abs(each - value)))).toBeGreaterThan(0.2995 * size)
  }
})

test('a share of outliers lies 2 to 5 times as far as the value, on either side', () => {
  const own = rng(4)
  const noise = { type: 'outliers', level: 0.1, share: 0.05, factor: [2, 5] } as const
  const drawn = Array.from({ length: N }, () => noisy(own, 10, noise, ANYWHERE))
  // The gaussian part has the deviation 0.1: none of it comes near 20.
  const outliers = drawn.filter((each) => Math.abs(each) >= 15)
  expect(
    share(
      drawn.map((each) => Math.abs(each) >= 15),
      0.05,
    ),
  ).toBeLessThan(Z)
  expect(
    share(
      outliers.map((each) => each > 0),
      0.5,
    ),
  ).toBeLessThan(Z)
  expect(errors(outliers.map(Math.abs), 35, 30 / Math.sqrt(12))).toBeLessThan(Z)
  expect(Math.min(...outliers.map(Math.abs)) >= 20 && Math.max(...outliers.map(Math.abs)) <= 50).toBe(true)
})

test('a value that would leave its range is drawn again: nothing piles up at the end', () => {
  const own = rng(5)
  const drawn = Array.from({ length: N }, () => noisy(own, 0.9, { type: 'gaussian', level: 0.5 }, [0, 1]))
  expect(drawn.every((each) => each >= 0 && each <= 1)).toBe(true)
  expect(drawn.filter((each) => each === 1)).toHaveLength(0)
  // Half of the tries at an end fail; sixteen in a row, once in 65,536.
  const atTheEnd = Array.from({ length: N }, () => noisy(own, 1, { type: 'gaussian', level: 0.5 }, [0, 1]))
  expect(atTheEnd.filter((each) => each > 1).length).toBeLessThan(10)
})

test('each course has its formula', () => {
  const at = (course: Partial<DriftCourse>, hours: number) =>
    driftWeight({ type: 'linear', start: 0, end: Infinity, width: 10 * HOUR, ...course }, hours * HOUR)
  expect([0, 5, 20].map((t) => at({}, t))).toEqual([0, 0.5, 2])
  expect([1, 6, 13, 25].map((t) => at({ type: 'seasonal', width: 24 * HOUR }, t))).toEqual([
    expect.closeTo(Math.sin((2 * Math.PI) / 24), 14),
    1,
    expect.closeTo(Math.sin((2 * Math.PI * 13) / 24), 14),
    expect.closeTo(Math.sin((2 * Math.PI) / 24), 14),
  ])
  expect([0, 6, 6.001, 99].map((t) => at({ type: 'sudden', start: 6 * HOUR }, t))).toEqual([0, 0, 1, 1])
  expect([1, 10].map((t) => at({ type: 'gradual' }, t))).toEqual([
    expect.closeTo(1 - Math.exp(-0.1), 14),
    expect.closeTo(1 - Math.exp(-1), 14),
  ])
  expect([2, 7, 12, 30].map((t) => at({ type: 'incremental', start: 2 * HOUR }, t))).toEqual([0, 0.5, 1, 1])
  expect([1, 4.9, 5, 9.9, 11].map((t) => at({ type: 'recurring' }, t))).toEqual([1, 1, 0, 0, 1])
  expect([9.9, 10, 50].map((t) => at({ type: 'sudden', end: 10 * HOUR }, t))).toEqual([1, 0, 0])
  expect(at({}, -5)).toBe(0)
})

const AMOUNT: Fields = { amount: { type: 'number', role: 'feature', description: 'd' } }

test.each([
  ['linear', 0.1 * 5],
  ['sudden', 1],
  ['gradual', 1 - Math.exp(-0.5)],
] as const)('%s drift at strength 0.5 moves the mean by what the formula says', async (type, weight) => {
  const clean = Array.from({ length: 2000 }, (_, i) => ({ amount: 50 + (i % 101) }))
  // All at one instant, so that one weight holds for all.
  const hours = type === 'sudden' ? 7 : 5
  const steps: Step[] = [[drift, { type, strength: 0.5, direction: 'up' }]]
  const { distortion } = await openStep(steps[0]!, 0, { fields: AMOUNT })
  const moved = clean.map(({ amount }) => amount)
  distortion.distort({
    size: clean.length,
    seq: new Float64Array(clean.length),
    time: new Float64Array(clean.length).fill(hours * HOUR),
    origin: 0,
    rng: () => rng(1),
    value: (i) => moved[i],
    number: (i) => moved[i],
    change: (i, _field, value) => {
      moved[i] = value as number
    },
    field: () => ({
      number: (i) => moved[i],
      change: (i, value) => {
        moved[i] = value as number
      },
    }),
    clear() {},
    drop() {},
    repeat() {},
    delay() {},
  })
  expect(mean(moved) / mean(clean.map(({ amount }) => amount))).toBeCloseTo(1 + 0.5 * weight, 12)
})

test('the direction is one for each field, and both happen', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `f${i}`)
  const record = Object.fromEntries(names.map((name) => [name, 100.5]))
  const steps: Step[] = [[drift, { type: 'sudden', start: 0, fields: names }]]
  const { delivered } = await distort(
    steps,
    Array.from({ length: 50 }, () => record),
  )
  const last = delivered.slice(1).map(({ event }) => event as Record<string, number>)
  const up = names.filter((name) => last[0]![name]! > 100.5)
  expect(last.every((event) => names.every((name) => event[name]! > 100.5 === up.includes(name)))).toBe(true)
  // Forty fair coins: fewer than 5 or more than 35 heads, once in 10^7.
  expect(up.length > 4 && up.length < 36).toBe(true)
})

const numbered = Array.from({ length: N }, (_, i) => ({ x: i % 100, key: `k${i % 200}` }))

test('values go missing at the rate, where it depends on nothing, on another field, on themselves', async () => {
  const missed = async (options: object) => {
    const { delivered } = await distort([[missing, { fields: ['key'], ...options }]], numbered)
    return delivered.map(({ event, seq }) => ({
      x: numbered[seq]!.x,
      key: numbered[seq]!.key,
      gone: (event as Record<string, unknown>).key === null,
    }))
  }
  const rates = { rate: 0.3, otherwise: 0.02 }
  const mcar = await missed({ rate: 0.3 })
  for (const half of [true, false])
    expect(
      share(
        mcar.filter(({ x }) => x >= 50 === half).map(({ gone }) => gone),
        0.3,
      ),
    ).toBeLessThan(Z)
  const mar = await missed({ mechanism: 'mar', depends_on: 'x', when: { above: 49 }, ...rates })
  expect(
    share(
      mar.filter(({ x }) => x > 49).map(({ gone }) => gone),
      0.3,
    ),
  ).toBeLessThan(Z)
  expect(
    share(
      mar.filter(({ x }) => x <= 49).map(({ gone }) => gone),
      0.02,
    ),
  ).toBeLessThan(Z)
  const mnar = await missed({ mechanism: 'mnar', when: { is: ['k1', 'k2', 'k3', 'k4'] }, ...rates })
  const those = (key: string) => ['k1', 'k2', 'k3', 'k4'].includes(key)
  expect(
    share(
      mnar.filter(({ key }) => those(key)).map(({ gone }) => gone),
      0.3,
    ),
  ).toBeLessThan(Z)
  expect(
    share(
      mnar.filter(({ key }) => !those(key)).map(({ gone }) => gone),
      0.02,
    ),
  ).toBeLessThan(Z)
})

test('events are lost, repeated and late at their rates; of keys, all or none', async () => {
  const lost = await distort([[drop, { rate: 0.1 }]], numbered)
  expect(Math.abs(lost.stage.report.dropped - 0.1 * N)).toBeLessThan(Z * Math.sqrt(N * 0.09))
  const twice = await distort([[duplicate, { rate: 0.1 }]], numbered)
  expect(Math.abs(twice.stage.report.repeated - 0.1 * N)).toBeLessThan(Z * Math.sqrt(N * 0.09))
  const dead = await distort([[drop, { rate: 0.3, by: 'key' }]], numbered)
  const alive = new Set(dead.delivered.map(({ event }) => (event as { key: string }).key))
  expect(Math.abs(alive.size - 0.7 * 200)).toBeLessThan(Z * Math.sqrt(200 * 0.21))
  expect(dead.delivered.length).toBe(alive.size * 100)
  const chosen = await distort([[drop, { rate: 1, where: { field: 'x', below: 10 } }]], numbered)
  expect(chosen.delivered.length).toBe(0.9 * N)
})

test.each<[string, unknown, (p: number) => number]>([
  ['constant', '90s', () => 90],
  ['exponential', { distribution: 'exponential', mean: '30s' }, (p) => -30 * Math.log(1 - p)],
  ['uniform', { distribution: 'uniform', from: 10, to: '1m' }, (p) => 10 + 50 * p],
  ['pareto', { distribution: 'pareto', mean: '30s', alpha: 3 }, (p) => 20 * (1 - p) ** (-1 / 3)],
])('%s delays have their quantiles', async (_, delay, inverse) => {
  const { delivered } = await distort([[late, { rate: 1, delay }]], numbered)
  const delays = delivered.map(({ time, due }) => (due - time) / SECOND)
  for (const p of [0.1, 0.5, 0.9]) {
    // The p-quantile of a sample lies between those of p ± Z·sqrt(p(1−p)/N).
    const reach = Z * Math.sqrt((p * (1 - p)) / N)
    expect(quantile(delays, p)).toBeGreaterThanOrEqual(inverse(p - reach) - 1e-6)
    expect(quantile(delays, p)).toBeLessThanOrEqual(inverse(p + reach) + 1e-6)
  }
})

test('outages: what comes meanwhile comes at their end, whoever asks and in whatever order', () => {
  const outages = { every: 100 * SECOND, lasting: 10 * SECOND }
  const stream = rng(9).fork('outages')
  const instants = Array.from({ length: 50_000 }, (_, i) => i * SECOND)
  const up = instants.map((at) => linkUp(stream, outages, at))
  expect([...instants].reverse().map((at) => linkUp(stream, outages, at))).toEqual([...up].reverse())
  expect(up.every((at, i) => at >= instants[i]! && (i === 0 || at >= up[i - 1]!))).toBe(true)
  // Each end is an instant at which the link is up.
  expect(up.every((at) => linkUp(stream, outages, at) === at)).toBe(true)
  // A tenth of the time; 500 outages, whose overlap takes at most half of a percent.
  const down = up.filter((at, i) => at > instants[i]!).length / instants.length
  expect(down).toBeGreaterThan(0.1 - 0.01 - (Z * 0.1) / Math.sqrt(500))
  expect(down).toBeLessThan(0.1 + (Z * 0.1) / Math.sqrt(500))
})

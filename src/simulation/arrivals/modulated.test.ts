import { expect, test } from 'vitest'
import { type Micros, type Rng, SECOND } from '../../kernel/index.ts'
import { type Mmpp, markovPeriods, stationary, trappedState } from './mmpp.ts'
import { modulatedInstants, type Period } from './modulated.ts'
import { type OnOff, onOffPeriods } from './onoff.ts'
import { CRITICAL, distance, ENDLESS, exponential, fano, N, START, stream, take } from './test-statistics.ts'

/** The integral of the rate along the path of periods at each instant, as gaps. */
function rescaled(instants: Float64Array, periods: Iterable<Period>): Float64Array {
  const path = periods[Symbol.iterator]()
  let period: Period = path.next().value!
  let begin: number = START
  let before = 0
  let last = 0
  return instants.map((at) => {
    while (at >= begin + period.length) {
      before += (period.rate * period.length) / SECOND
      begin += period.length
      period = path.next().value!
    }
    // An instant is its microsecond's begin; half of one is the least error.
    const compensator = before + (period.rate * (at + 0.5 - begin)) / SECOND
    const gap = compensator - last
    last = compensator
    return gap
  })
}

interface Run {
  readonly instants: Float64Array
  readonly periods: () => Iterable<Period>
}

function run(name: string, periods: (rng: Rng) => Iterable<Period>): Run {
  const root = stream(name)
  const path = () => periods(root.fork('periods'))
  return { instants: take(modulatedInstants(root, path(), ENDLESS, START), N), periods: path }
}

const THREE: Mmpp = {
  rates: [1, 20, 5],
  generator: [
    [-0.3, 0.2, 0.1],
    [0.5, -0.6, 0.1],
    [0, 0.4, -0.4],
  ],
}

test('stationary shares solve the balance equations', () => {
  const shares = stationary(THREE.generator)
  for (let to = 0; to < 3; to++) {
    const flow = shares.reduce((sum, share, from) => sum + share * THREE.generator[from]![to]!, 0)
    expect(Math.abs(flow)).toBeLessThan(1e-15)
  }
  expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 15)
})

const three = run('three', (rng) => markovPeriods(rng, THREE))

test('an mmpp, rescaled by the rates along its path, is Poisson', () => {
  const { instants, periods } = three
  expect(distance(rescaled(instants, periods()), exponential)).toBeLessThan(CRITICAL)
})

test('an mmpp has its stationary rates within 2 %, in each state and on the whole', () => {
  const { instants, periods } = three
  const span = instants.at(-1)! - START
  const time = new Map<number, number>()
  let at: Micros = START
  for (const { rate, length } of periods()) {
    time.set(rate, (time.get(rate) ?? 0) + Math.min(length, START + span - at))
    at += length
    if (at >= START + span) break
  }
  const shares = stationary(THREE.generator)
  for (const [state, rate] of THREE.rates.entries())
    expect(Math.abs(time.get(rate)! / span / shares[state]! - 1)).toBeLessThan(0.02)
  const expected = shares.reduce((sum, share, state) => sum + share * THREE.rates[state]!, 0)
  expect(Math.abs(N / (span / SECOND) / expected - 1)).toBeLessThan(0.02)
})

const [CALM, BUSY, OUT, BACK] = [2, 30, 0.5, 1.5]
const two = run('two', (rng) =>
  markovPeriods(rng, {
    rates: [CALM, BUSY],
    generator: [
      [-OUT, OUT],
      [BACK, -BACK],
    ],
  }),
)

test.each([0.5, 4, 40])('the Fano factor of a two-state mmpp over %d s is that of theory', (seconds) => {
  const r = OUT + BACK
  const mean = (CALM * BACK + BUSY * OUT) / r
  // Var N(T) = mean · T + 2 π₁ π₂ (a − b)² (rT − 1 + e^(−rT)) / r² (Fischer and Meier-Hellstern 1993).
  const excess = (2 * OUT * BACK * (CALM - BUSY) ** 2 * (r * seconds - 1 + Math.exp(-r * seconds))) / r ** 4
  const theory = 1 + excess / (mean * seconds)
  const { value, error } = fano(two.instants, seconds * SECOND, (seconds + 3) * SECOND)
  expect(Math.abs(value - theory)).toBeLessThan(4 * error)
  expect(error / theory).toBeLessThan(0.04)
})

test('chains that get caught are found', () => {
  expect(trappedState(THREE.generator)).toBeUndefined()
  const caught = [
    [-1, 1, 0],
    [1, -1, 0],
    [0, 1, -1],
  ]
  expect(trappedState(caught)).toBe(2)
})

const seconds = (mean: number, alpha: number | null = null) => ({ mean: mean * SECOND, alpha })

test.each<[string, OnOff]>([
  ['exponential', { rate: 10, active: seconds(2), idle: seconds(5) }],
  ['heavy-tailed', { rate: 10, active: seconds(2, 1.5), idle: seconds(5, 2.5) }],
])('%s on and off: Poisson while on, silent while off', (name, source) => {
  const { instants, periods } = run(name, (rng) => onOffPeriods(rng, source))
  expect(distance(rescaled(instants, periods()), exponential)).toBeLessThan(CRITICAL)
})

test('on and off last as long as asked, in turn', () => {
  const source = { rate: 1, active: seconds(2), idle: seconds(3, 2.5) }
  const [on, off]: [number[], number[]] = [[], []]
  let last = -1
  let turns = 0
  for (const { rate, length } of onOffPeriods(stream('lengths'), source)) {
    turns += rate === last ? 0 : 1
    last = rate
    ;(rate > 0 ? on : off).push(length / SECOND)
    if (on.length === 200_000) break
  }
  expect(turns).toBe(on.length + off.length)
  const limit = (n: number) => 1.63 / Math.sqrt(n)
  expect(distance(Float64Array.from(on), (x) => exponential(x / 2))).toBeLessThan(limit(on.length))
  // Pareto with mean 3: least value 3 · 1.5 / 2.5.
  const tail = (x: number) => (x < 1.8 ? 0 : 1 - (1.8 / x) ** 2.5)
  expect(distance(Float64Array.from(off), tail)).toBeLessThan(limit(off.length))
})

test('the mean rate of an on-off source is rate · active / (active + idle)', () => {
  const { instants } = run('mean', (rng) =>
    onOffPeriods(rng, { rate: 40, active: seconds(1), idle: seconds(3) }),
  )
  const expected = 10
  // As an mmpp with rates 40 and 0: the variance of N over a long time is Fano · N.
  const r = 1 + 1 / 3
  const infinite = 1 + (2 * (1 / 3) * 40 ** 2) / r ** 3 / expected
  expect(Math.abs(N / ((instants.at(-1)! - START) / SECOND) / expected - 1)).toBeLessThan(
    4 * Math.sqrt(infinite / N),
  )
})

test('reading from later on skips the events before', () => {
  const root = stream('skip')
  const chain = {
    rates: [1e6, 2e5],
    generator: [
      [-10, 10],
      [10, -10],
    ],
  }
  const periods = () => markovPeriods(root.fork('periods'), chain)
  const from = START + 3600 * SECOND
  // An hour holds two billion events; only its 36,000 periods are walked.
  const late = take(modulatedInstants(root, periods(), ENDLESS, from), 10_000)
  const again = take(modulatedInstants(root, periods(), ENDLESS, late[5000]!), 10_000)
  expect(late.subarray(-2000).every((at) => again.includes(at))).toBe(true)
})

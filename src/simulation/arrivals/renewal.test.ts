import { errorFunction, mean } from 'simple-statistics'
import { expect, test } from 'vitest'
import { DAY, SECOND } from '../../kernel/index.ts'
import { burstGap } from './burst.ts'
import { type Gap, renewalInstants } from './gaps.ts'
import { type GapDistribution, renewalGap } from './renewal.ts'
import {
  CRITICAL,
  distance,
  ENDLESS,
  exponential,
  gapsOf,
  N,
  START,
  stream,
  take,
} from './test-statistics.ts'

/** Slow enough for microseconds to be fine beside the shortest gaps. */
const RATE = 0.001
const gaps = (gap: Gap, name: string) => gapsOf(take(renewalInstants(stream(name), gap, ENDLESS), N), START)

/** Distribution functions of gaps with mean 1, in closed form. */
const CASES: [GapDistribution, (x: number) => number][] = [
  [{ distribution: 'gamma', shape: 3 }, (x) => 1 - Math.exp(-3 * x) * (1 + 3 * x + 4.5 * x * x)],
  [{ distribution: 'gamma', shape: 0.5 }, (x) => errorFunction(Math.sqrt(x / 2))],
  // Γ(1 + 1/k) is 2 for k = 1/2.
  [{ distribution: 'weibull', shape: 0.5 }, (x) => exponential(Math.sqrt(2 * x))],
  [
    { distribution: 'lognormal', sigma: 1.2 },
    (x) => 0.5 + 0.5 * errorFunction((Math.log(x) + 0.72) / (1.2 * Math.SQRT2)),
  ],
  [{ distribution: 'pareto', alpha: 1.5 }, (x) => (x < 1 / 3 ? 0 : 1 - (3 * x) ** -1.5)],
]

test.each(CASES)('%j gaps have their distribution and the asked mean', (distribution, cdf) => {
  const drawn = gaps(renewalGap(RATE, distribution), JSON.stringify(distribution))
  expect(distance(drawn, (x) => cdf(RATE * x))).toBeLessThan(CRITICAL)
})

test('gaps of a burst are a mixture of two exponentials', () => {
  const [p, intensity] = [0.3, 5]
  const drawn = gaps(burstGap({ rate: RATE, intensity, probability: p }), 'burst')
  const survival = (x: number) => p * Math.exp(-RATE * intensity * x) + (1 - p) * Math.exp(-0.8 * RATE * x)
  // Rescaled by the compensator −ln S, gaps are exponential with mean 1.
  expect(
    distance(
      drawn.map((x) => -Math.log(survival(x))),
      exponential,
    ),
  ).toBeLessThan(CRITICAL)
  const expected = p / (RATE * intensity) + (1 - p) / (0.8 * RATE)
  const second = (2 * p) / (RATE * intensity) ** 2 + (2 * (1 - p)) / (0.8 * RATE) ** 2
  expect(Math.abs(mean([...drawn]) - expected)).toBeLessThan(4 * Math.sqrt((second - expected ** 2) / N))
})

test('fractions of a microsecond are carried: a gap of a quarter gives four a microsecond', () => {
  const instants = take(
    renewalInstants(stream('quarter'), () => 0.25, ENDLESS),
    400_000,
  )
  expect(instants.at(-1)! - START).toBe(100_000)
  // Neither does a start long ago cost precision: the sum begins anew with each chunk.
  const sparse = take(
    renewalInstants(stream('slow'), () => DAY + 0.25, ENDLESS),
    40_000,
  )
  expect(sparse.at(-1)! - START).toBe(40_000 * DAY + 10_000)
  expect(sparse[0]! - START).toBe(86_400 * SECOND)
})

import { mean, variance } from 'simple-statistics'
import { expect, test } from 'vitest'
import { rng } from '../../kernel/index.ts'
import { beta, triangular } from '../index.ts'

const N = 100_000

/** Greatest distance between the empirical and the given distribution function (Kolmogorov–Smirnov). */
function distance(sample: number[], cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort()
  return sorted.reduce(
    (worst, x, i) => Math.max(worst, Math.abs(cdf(x) - i / N), Math.abs(cdf(x) - (i + 1) / N)),
    0,
  )
}

/** Exceeded by chance once in a hundred thousand samples: sqrt(ln(2 / 1e-5) / 2 / N). */
const LIMIT = Math.sqrt(Math.log(2e5) / 2 / N)

function sample(draw: (stream: ReturnType<typeof rng>) => number): number[] {
  const stream = rng(11)
  return Array.from({ length: N }, () => draw(stream))
}

test.each([
  [0, 0.3, 1],
  [0.2, 0.2, 0.9],
  [0.1, 0.8, 0.8],
])('triangular %d %d %d has its distribution function', (left, mode, right) => {
  const drawn = sample((stream) => triangular(stream, left, mode, right))
  const cdf = (x: number) =>
    x < mode
      ? (x - left) ** 2 / ((right - left) * (mode - left))
      : 1 - (right - x) ** 2 / ((right - left) * Math.max(right - mode, Number.MIN_VALUE))
  expect(distance(drawn, (x) => (x >= right ? 1 : cdf(x)))).toBeLessThan(LIMIT)
})

test('beta has the distribution functions known in closed form', () => {
  expect(
    distance(
      sample((stream) => beta(stream, 2, 1)),
      (x) => x * x,
    ),
  ).toBeLessThan(LIMIT)
  expect(
    distance(
      sample((stream) => beta(stream, 1, 3)),
      (x) => 1 - (1 - x) ** 3,
    ),
  ).toBeLessThan(LIMIT)
  expect(
    distance(
      sample((stream) => beta(stream, 2, 2)),
      (x) => x * x * (3 - 2 * x),
    ),
  ).toBeLessThan(LIMIT)
  const arcsine = (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x))
  expect(
    distance(
      sample((stream) => beta(stream, 0.5, 0.5)),
      arcsine,
    ),
  ).toBeLessThan(LIMIT)
})

test.each([
  [5, 2],
  [0.01, 0.02],
  [1e-4, 1e-4],
  [3000, 1000],
])('beta %d %d has its moments and stays in [0, 1]', (a, b) => {
  const drawn = sample((stream) => beta(stream, a, b))
  const expected = a / (a + b)
  const spread = (expected * (1 - expected)) / (a + b + 1)
  expect(drawn.every((x) => x >= 0 && x <= 1)).toBe(true)
  // Five standard errors of a mean; the variance of a bounded variable is at most 1/4, its own error less.
  expect(Math.abs(mean(drawn) - expected)).toBeLessThan(5 * Math.sqrt(spread / N))
  expect(Math.abs(variance(drawn) / spread - 1)).toBeLessThan(0.05)
})

import { expect, test } from 'vitest'
import { rng } from '../../../kernel/index.ts'
import { missedPayments } from './missed-payment.ts'

const N = 40_000

test.each([
  [2, [0.3, 0.7]],
  [4, [0.2, 0.4, 0.3, 0.1]],
  [6, [0.1, 0.5, 0.9, 0.9 - 0.8 / 3, 0.9 - 1.6 / 3, 0.1]],
  [12, [1, 2.6, 4.2, 5.8, 7.4, 9, 9 - 8 / 6, 9 - 16 / 6, 5, 9 - 32 / 6, 9 - 40 / 6, 1]],
])('of %d payments the first missed one is spread as told', (count, weights) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const choice = missedPayments(count)
  const stream = rng(count)
  const seen = new Array(count).fill(0)
  for (let i = 0; i < N; i++) seen[choice.pick(stream) - 1]++
  for (const [i, weight] of weights.entries()) {
    const p = weight / total
    expect(Math.abs(seen[i] / N - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / N))
  }
})

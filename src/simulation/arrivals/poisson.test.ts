import { expect, test } from 'vitest'
import { SECOND } from '../../kernel/index.ts'
import { poissonInstants } from './poisson.ts'
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

test('gaps are exponential', () => {
  const rate = 10
  const gaps = gapsOf(take(poissonInstants(stream('poisson'), rate, ENDLESS, START), N), START)
  expect(distance(gaps, (x) => exponential(rate * x))).toBeLessThan(CRITICAL)
})

test('neighbouring gaps are independent, also across cells', () => {
  const gaps = gapsOf(take(poissonInstants(stream('pairs'), 10, ENDLESS, START), N), START).map(
    (x) => 10 * x - 1,
  )
  for (const lag of [1, 2, 4095, 4096, 4097]) {
    const sum = gaps.reduce((total, gap, i) => total + gap * (gaps[i + lag] ?? 0), 0)
    // A correlation of independent variables has the standard error 1 / √N.
    expect(Math.abs(sum / N)).toBeLessThan(4 / Math.sqrt(N))
  }
})

test('at a million a second counts are still Poisson, though instants are whole microseconds', () => {
  const instants = take(poissonInstants(stream('fast'), 1e6, ENDLESS, START), N)
  const counts = new Float64Array(9_000)
  for (const at of instants) {
    const window = Math.floor((at - START) / 100)
    if (window < counts.length) counts[window]!++
  }
  const chi2 = counts.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)
  // χ² with 9000 degrees of freedom: four standard deviations √(2 · 9000).
  expect(Math.abs(chi2 - counts.length)).toBeLessThan(4 * Math.sqrt(2 * counts.length))
})

test('very slow processes are there at once, and an end is kept to about', () => {
  const [chunk] = poissonInstants(stream('slow'), 1e-6, ENDLESS, START)
  expect(chunk!.length).toBeGreaterThan(10)
  const ended = [...poissonInstants(stream('end'), 5, { start: START, end: START + SECOND }, START)]
  expect(ended.every((column) => column.at(-1)! <= START + SECOND)).toBe(true)
})

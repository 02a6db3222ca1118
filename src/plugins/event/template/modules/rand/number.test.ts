import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repr, type Value } from '../../../../../jinja/index.ts'
import { Float } from '../../../../../kernel/index.ts'
import { error, N, rand, share, tolerance } from './test-rand.ts'

test('integer covers both ends evenly, of any size', () => {
  const call = rand()
  const p = share(
    () => call('number.integer', 1, 6),
    (v) => v === 6,
  )
  expect(Math.abs(p - 1 / 6)).toBeLessThan(tolerance(1 / 6))
  const big = 10n ** 30n
  fc.assert(
    fc.property(fc.bigInt(-big, big), fc.bigInt(0n, big), (low, span) => {
      const drawn = BigInt(call('number.integer', low, low + span) as number | bigint)
      expect(drawn >= low && drawn <= low + span).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('clamp gives the winning argument itself, a bound on a tie', () => {
  const call = rand()
  expect(call('number.clamp', new Float(10), 0, 10)).toBe(10)
  expect(repr(call('number.clamp', new Float(10), 0, 20))).toBe('10.0')
  expect(call('number.clamp', 5, 10, 0)).toBe(10)
})

test('distributions have their moments', () => {
  const call = rand()
  const mean = (path: string, args: Value[]) => {
    let sum = 0
    for (let i = 0; i < N; i++) sum += Number(call(path, ...args))
    return sum / N
  }
  const near = (value: number, expected: number, deviation: number) =>
    expect(Math.abs(value - expected)).toBeLessThan((5 * deviation) / Math.sqrt(N))
  near(mean('number.gauss', [10, 2]), 10, 2)
  near(mean('number.floating', [2, 4]), 3, 2 / Math.sqrt(12))
  near(mean('number.exponential', [4]), 0.25, 0.25)
  near(mean('number.triangular', [0, 10, 2]), 4, Math.sqrt((100 + 4 - 20) / 18))
  near(mean('number.pareto', [3, 2]), 3, Math.sqrt(3))
  near(mean('number.lognormal', [0, 0.5]), Math.exp(0.125), Math.sqrt((Math.exp(0.25) - 1) * Math.exp(0.25)))
})

test('floats are floats even when whole', () => {
  const call = rand()
  expect(repr(call('number.floating', 3, 3))).toBe('3.0')
  expect(repr(call('number.gauss', 5, 0))).toBe('5.0')
  expect(call('number.triangular', 7, 7, 7)).toBe(7)
})

test.each([
  ['ValueError', 'number.integer', [5, 1]],
  ['TypeError', 'number.integer', [1.5, 3]],
  ['TypeError', 'number.integer', [new Float(1), 3]],
  ['ZeroDivisionError', 'number.exponential', [0]],
  ['ZeroDivisionError', 'number.pareto', [0]],
  ['OverflowError', 'number.lognormal', [1000, 0]],
  ['TypeError', 'number.clamp', [1, 'a', 2]],
  ['TypeError', 'number.gauss', [1]],
] as [string, string, Value[]][])('%s of %s(%j)', (type, name, args) => {
  expect(error(() => rand()(name, ...args))).toBe(type)
})

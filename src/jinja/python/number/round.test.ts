import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixedText } from './float-text.ts'
import { roundFloat } from './round.ts'

test('rounding by scaling is rounding of the exact value, near ties, too', () => {
  const digits = fc.integer({ min: 0, max: 15 })
  const any = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
  const tie = fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), digits, fc.integer({ min: -2, max: 2 }))
    .map(([n, d, ulps]) => {
      const middle = (n + 0.5) / 10 ** d
      return middle + ulps * Math.abs(middle) * Number.EPSILON
    })
  fc.assert(
    fc.property(fc.oneof(any, tie, fc.double({ min: -100, max: 100, noNaN: true })), digits, (x, d) => {
      fc.pre(x !== 0)
      expect(roundFloat(x, d)).toBe(Math.abs(x) >= 2 ** 52 ? x : Number(fixedText(x, d)))
    }),
    { seed: 1, numRuns: 20_000 },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Float, float } from '../../kernel/index.ts'
import { add, div, floordiv, mod, mul, neg, pow, sub } from './arithmetic.ts'
import { lt } from './compare.ts'
import { normalise } from './number/kind.ts'
import { repr } from './text/repr.ts'
import type { Value } from './types.ts'

const bigs = fc.oneof(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.bigInt({ min: -50n, max: 50n }))

const floor = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b)

test('ints of any size are exact, and numbers wherever numbers are exact', () => {
  fc.assert(
    fc.property(bigs, bigs, (x, y) => {
      const [a, b] = [normalise(x), normalise(y)]
      expect(add(a, b)).toBe(normalise(x + y))
      expect(sub(a, b)).toBe(normalise(x - y))
      expect(mul(a, b)).toBe(normalise(x * y))
      if (y === 0n) return
      expect(floordiv(a, b)).toBe(normalise(floor(x, y)))
      expect(mod(a, b)).toBe(normalise(x - floor(x, y) * y))
    }),
  )
})

test('a zero has no sign unless it is a float', () => {
  expect([mul(0, -5), neg(0), mod(-4, 2), sub(0, 0)].map((zero) => Object.is(zero, 0))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(repr(mul(float(0), -5))).toBe('-0.0')
})

test('division of ints is correctly rounded whatever their size', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 200n }), fc.bigInt({ min: 1n, max: 2n ** 200n }), (a, b) => {
      const quotient = Number(div(normalise(a), normalise(b)))
      // The neighbours of the right answer are farther away: |a/b − q| is at most half a unit in the last place.
      const [numerator, denominator] = fraction(quotient)
      const error = (n: bigint, d: bigint): bigint => {
        const difference = a * d - n * b
        return difference < 0n ? -difference : difference
      }
      for (const other of [nextUp(quotient), -nextUp(-quotient)]) {
        const [n, d] = fraction(other)
        expect(error(numerator, denominator) * d <= error(n, d) * denominator).toBe(true)
      }
    }),
  )
})

function nextUp(x: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  view.setBigInt64(0, view.getBigInt64(0) + (x >= 0 ? 1n : -1n))
  return view.getFloat64(0)
}

function fraction(x: number): [bigint, bigint] {
  let denominator = 1n
  let numerator = x
  while (!Number.isInteger(numerator)) {
    numerator *= 2
    denominator *= 2n
  }
  return [BigInt(numerator), denominator]
}

test('floats that are integral stay floats', () => {
  const results: Value[] = [
    div(4, 2),
    add(0.5, 0.5),
    mul(2, float(3)),
    pow(2, -1),
    pow(float(2), 3),
    floordiv(7.5, 2),
  ]
  expect(results.map(repr)).toEqual(['2.0', '1.0', '6.0', '0.5', '8.0', '3.0'])
  expect(add(true, true)).toBe(2)
  expect(results[0]).toBeInstanceOf(Float)
})

test('powers agree with exact arithmetic', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99, max: 99 }), fc.nat(60), (base, exponent) => {
      expect(pow(base, exponent)).toBe(normalise(BigInt(base) ** BigInt(exponent)))
      // Integral powers of small integral floats have at most 400 bits: their nearest double is known.
      expect(Number(pow(float(base), exponent))).toBe(Number(BigInt(base) ** BigInt(exponent)))
    }),
  )
  // From glibc, where other engines' pow gives another last digit.
  expect(Number(pow(10, -5))).toBe(1e-5)
  expect([pow(1.1, 10), pow(2.5, 0.5), pow(10, 0.1)].map(repr)).toEqual([
    '2.5937424601000023',
    '1.5811388300841898',
    '1.2589254117941673',
  ])
})

test('types that do not go together say so as Python does', () => {
  expect(() => add('a', 1)).toThrow('can only concatenate str (not "int") to str')
  expect(() => add(1, 'a')).toThrow("unsupported operand type(s) for +: 'int' and 'str'")
  expect(() => lt(1, 'a')).toThrow("'<' not supported between instances of 'int' and 'str'")
  expect(() => div(1, 0)).toThrow('division by zero')
  expect(() => neg('a')).toThrow("bad operand type for unary -: 'str'")
})

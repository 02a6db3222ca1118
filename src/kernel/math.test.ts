import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exp, log, pow, sinTurns } from './math.ts'

/** Distance in units of the last place. */
function ulps(a: number, b: number): number {
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer)
  const size = bits[0]! - bits[1]!
  return Number(size < 0n ? -size : size)
}

test('log and exp stay within one ulp of the engine', () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, noNaN: true }), (x) => ulps(log(x), Math.log(x)) <= 1),
  )
  fc.assert(
    fc.property(fc.double({ min: -745, max: 709, noNaN: true }), (x) => ulps(exp(x), Math.exp(x)) <= 1),
  )
})

test('sinTurns is the sine, exact at quarter turns, of any period alike', () => {
  expect([0, 0.25, 0.5, 0.75, 1, -0.25].map(sinTurns)).toEqual([0, 1, -0, -1, 0, -1])
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (x) => {
      expect(Math.abs(sinTurns(x) - Math.sin(2 * Math.PI * x))).toBeLessThan(1e-15)
      expect(sinTurns(Math.floor(x * 1024) / 1024 + 1e6)).toBe(sinTurns(Math.floor(x * 1024) / 1024))
    }),
  )
})

test('the edges are those of IEEE 754', () => {
  expect([log(0), log(-1), log(1), log(Infinity)]).toEqual([-Infinity, NaN, 0, Infinity])
  expect([exp(-Infinity), exp(0), exp(710), exp(NaN)]).toEqual([0, 1, Infinity, NaN])
  expect([pow(2, 0), pow(0, 2), pow(0, -1), pow(1, 1e300)]).toEqual([1, 0, Infinity, 1])
})

test('bits are pinned: another engine must give the same', () => {
  const bits = [log(0.1), log(1e300), exp(0.1), exp(-700.5), pow(0.3, 0.7), sinTurns(0.1), sinTurns(0.3)].map(
    (x) => new BigUint64Array(new Float64Array([x]).buffer)[0]!.toString(16),
  )
  expect(bits).toMatchInlineSnapshot(`
    [
      "c0026bb1bbb55515",
      "4085963447f87fb5",
      "3ff1aec7b35a00d4",
      "c4ff475c68ca02",
      "3fdb8d809c615f41",
      "3fe2cf2304755a5e",
      "3fee6f0e13445500",
    ]
  `)
})

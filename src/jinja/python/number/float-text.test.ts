import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exponentText, fixedText, floatRepr } from './float-text.ts'
import { roundFloat } from './round.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

test('a float reads back from its text, which has the form of Python', () => {
  fc.assert(
    fc.property(finite, (x) => {
      const text = floatRepr(x)
      expect(Number(text)).toBe(x)
      expect(text).toMatch(/^-?\d+(\.\d+(e-?\d{2,3})?|(\.\d+)?e[+-]\d{2,3})$/)
    }),
  )
  const texts = [1e16, 1e15, 0.0001, 0.00001, 1e22, 123456789.125, -0, 5e-324].map(floatRepr)
  expect(texts).toEqual([
    '1e+16',
    '1000000000000000.0',
    '0.0001',
    '1e-05',
    '1e+22',
    '123456789.125',
    '-0.0',
    '5e-324',
  ])
})

test('ties go to the even digit, all else to the nearest', () => {
  expect([0.5, 1.5, 2.5, -0.5, -2.5].map((x) => fixedText(x, 0))).toEqual(['0', '2', '2', '-0', '-2'])
  expect([0.125, 0.375, 2.675, 1.005].map((x) => fixedText(x, 2))).toEqual(['0.12', '0.38', '2.67', '1.00'])
  expect(fixedText(1e22, 1)).toBe('10000000000000000000000.0')
  expect(fixedText(0.1, 30)).toBe('0.100000000000000005551115123126')
  expect([12345.5, 2.5, 9.9999e22].map((x) => exponentText(x, 0))).toEqual(['1e+04', '2e+00', '1e+23'])
})

test('exact decimals and rounded ones agree', () => {
  fc.assert(
    fc.property(finite, fc.nat(20), (x, digits) => {
      // 800 digits are all that a double has, so this is the exact value.
      const exact = fixedText(x, 1100)
      expect(exact.startsWith(x < 0 || Object.is(x, -0) ? '-' : '')).toBe(true)
      const cut = exact.slice(0, exact.indexOf('.') + 1 + digits).replace(/\.$/, '')
      const scale = (text: string): bigint => BigInt(text.replace('.', ''))
      const [whole, fraction = ''] = fixedText(x, digits).split('.')
      const difference = scale(whole! + fraction) - scale(cut)
      expect([0n, 1n, -1n]).toContain(difference)
    }),
    { numRuns: 50 },
  )
})

test('rounding is that of the exact value', () => {
  expect([roundFloat(2.675, 2), roundFloat(0.5, 0), roundFloat(1250.5, -2), roundFloat(25, -1)]).toEqual([
    2.67, 0, 1300, 20,
  ])
})

test('short decimals are what the longer ways give', () => {
  const short = fc
    .tuple(fc.maxSafeInteger(), fc.constantFrom(10, 100, 1000, 10_000, 1e6))
    .map(([n, by]) => n / by)
  fc.assert(
    fc.property(
      fc.oneof(short, fc.double({ min: -1e5, max: 1e5, noNaN: true })),
      fc.integer({ min: 1, max: 3 }),
      (x, digits) => {
        const size = Math.abs(x)
        if (size >= 1e-4 && size < 1e16) expect(floatRepr(x)).toBe(Number.isInteger(x) ? `${x}.0` : String(x))
        const isTie = Number.isInteger(x * 2 ** (digits + 1))
        if (!isTie) expect(fixedText(x, digits)).toBe(x.toFixed(digits))
      },
    ),
    { seed: 1, numRuns: 5000 },
  )
  expect([-0.5, -0.001, 999.9996, -0.0004].map((x) => fixedText(x, 3))).toEqual([
    '-0.500',
    '-0.001',
    '1000.000',
    '-0.000',
  ])
  expect([-0.5, 0.1, 1e12, -2e11 / 1000].map(floatRepr)).toEqual([
    '-0.5',
    '0.1',
    '1000000000000.0',
    '-200000000.0',
  ])
})

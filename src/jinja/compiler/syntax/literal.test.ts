import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Float } from '../../../kernel/index.ts'
import { floatLiteral, integerLiteral, stringLiteral } from './literal.ts'

describe('literals', () => {
  it('integers of any size and base', () => {
    expect(['1_000', '0x1F', '0o17', '0b101', '0', '0_0'].map(integerLiteral)).toEqual([
      1000, 31, 15, 5, 0, 0,
    ])
    expect(integerLiteral('9007199254740991')).toBe(9007199254740991)
    expect(integerLiteral('9007199254740992')).toBe(9007199254740992n)
    expect(integerLiteral('0XFFFFFFFFFFFFFFFF')).toBe(2n ** 64n - 1n)
  })

  it('floats keep being floats', () => {
    expect(floatLiteral('1.50')).toBe(1.5)
    expect(floatLiteral('1_0.0')).toEqual(new Float(10))
    expect(floatLiteral('1e3')).toEqual(new Float(1000))
  })

  it.each([
    ['\\n\\t\\\\\\\'\\"', '\n\t\\\'"'],
    ['\\x41\\u0042\\U00000043\\101\\7', 'ABCA\x07'],
    ['a\\\nb', 'ab'],
    ['\\q\\8', '\\q\\8'],
    ['\\é\\😀', '\\xe9\\U0001f600'],
  ])('%j is %j', (text, value) => {
    expect(stringLiteral(text)).toBe(value)
  })

  it.each(['\\x4', '\\u004', '\\U00110000', '\\N{DASH}'])('%j is an error at its place', (text) => {
    expect(stringLiteral(`ab${text}`)).toMatchObject({ at: 2 })
  })

  it('any text written with escapes comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = Array.from(text, (c) => `\\U${c.codePointAt(0)!.toString(16).padStart(8, '0')}`).join(
          '',
        )
        expect(stringLiteral(escaped)).toBe(text)
      }),
    )
  })
})

import { serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutter, isWide, narrow } from './narrow.ts'

/** What V8 serialises begins with a version, and then says whether the text takes one byte a character. */
const isNarrow = (text: string) => serialize(text).subarray(2, 4).includes('"'.charCodeAt(0))

test('a part of a wide text takes one byte a character once it is made narrow', () => {
  const wide = 'müller, kovač, peterson of the sales department'
  for (const part of wide.split(', ')) {
    expect(narrow(part)).toBe(part)
    expect(isNarrow(narrow(part))).toBe(!isWide(part))
  }
})

test('no text is changed', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => narrow(text) === text))
})

test('what is cut from a text is the same part, and as narrow as it may be', () => {
  const text = 'müller, kovač, peterson, 東京, 😀 of the sales department'
  const cut = cutter(text)
  for (const part of text.split(', ')) {
    const from = text.indexOf(part)
    expect(cut(from, from + part.length)).toBe(part)
    expect(isNarrow(cut(from, from + part.length))).toBe(!isWide(part))
  }
  const offset = fc.nat({ max: 30 })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), offset, offset, (each, from, to) => {
      expect(cutter(each)(from, to)).toBe(each.slice(from, to))
    }),
  )
})

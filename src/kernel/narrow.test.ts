import { serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWide, narrow } from './narrow.ts'

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

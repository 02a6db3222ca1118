import { expect, test } from 'vitest'
import { callMethod, slice } from './access.ts'
import { Bytes } from './bytes.ts'
import { eq } from './compare.ts'
import { repr } from './text/repr.ts'
import type { Value } from './types.ts'

test('bytes are the same, whatever they were made of', () => {
  for (const text of ['', 'plain', 'Grüße, 世界 😀', '\x00\x7f']) {
    const made = [
      Bytes.ofText(text),
      new Bytes(Buffer.from(text)),
      Bytes.fromLatin(Buffer.from(text).toString('latin1')),
    ]
    for (const bytes of made) {
      expect(eq(bytes, made[0]!)).toBe(true)
      expect(repr(bytes)).toBe(repr(made[1]!))
      expect(bytes.length()).toBe(Buffer.byteLength(text))
      expect(bytes.getItem(-1)).toBe(Buffer.from(text).at(-1))
      expect(callMethod(bytes, 'decode', [])).toBe(text)
      expect(repr(slice(bytes, 1, -1, null))).toBe(repr(new Bytes(Buffer.from(text).subarray(1, -1))))
      expect(repr(bytes.binary('+', made[0]!, false) as Value)).toBe(
        repr(new Bytes(Buffer.from(text + text))),
      )
    }
  }
})

test('half of a surrogate pair is no text in UTF-8', () => {
  for (const half of ['\ud83d', '\ude00']) {
    expect(() => callMethod(half, 'encode', [])).toThrow('surrogates not allowed')
  }
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callMethod, slice } from '../access.ts'
import { attribute } from '../attribute.ts'
import { Bytes } from '../bytes.ts'
import { Dict } from '../collection/dict.ts'
import { length } from '../collection/iterate.ts'
import { Tuple } from '../collection/tuple.ts'
import { compareText } from './code-points.ts'
import { decode, encode } from './encoding.ts'
import { formatTemplate } from './format.ts'
import { formatValue } from './format-value.ts'
import { printf } from './printf.ts'
import { repr } from './repr.ts'

const texts = fc.string({ unit: 'binary', maxLength: 12 })

test('length, slices and search count code points', () => {
  expect(length('a😀b')).toBe(3)
  expect(slice('a😀b', 1, null, null)).toBe('😀b')
  expect(callMethod('😀x😀y', 'find', ['y'])).toBe(3)
  fc.assert(
    fc.property(
      texts,
      fc.integer({ min: -15, max: 15 }),
      fc.integer({ min: -15, max: 15 }),
      (text, from, to) => {
        expect(slice(text, from, to, null)).toBe(Array.from(text).slice(from, to).join(''))
        expect(slice(text, null, null, -1)).toBe(Array.from(text).reverse().join(''))
      },
    ),
  )
})

test('order is that of code points, not of UTF-16', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const points = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0)!)
      const [x, y] = [points(a), points(b)]
      const i = x.findIndex((point, at) => point !== y[at])
      const expected = i < 0 ? x.length - y.length : x[i]! - (y[i] ?? -1)
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(expected))
    }),
  )
})

test('joining what was split gives the text back', () => {
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom(',', 'ab', ' '),
      fc.integer({ min: -1, max: 3 }),
      (text, separator, most) => {
        for (const method of ['split', 'rsplit']) {
          const parts = callMethod(text, method, [separator, most])
          expect(callMethod(separator, 'join', [parts])).toBe(text)
          if (most >= 0) expect(length(parts)).toBeLessThanOrEqual(most + 1)
        }
        expect(callMethod('', 'join', [callMethod(text, 'splitlines', [true])])).toBe(text)
      },
    ),
  )
})

test('representations pick their quotes', () => {
  const shown = ['a', "it's", `"'`, 'a\\b', 'é\u200b', '\x07\n', '\u{1f600}\ud800'].map(repr)
  expect(shown).toEqual(["'a'", `"it's"`, `'"\\''`, "'a\\\\b'", "'é\\u200b'", "'\\x07\\n'", "'😀\\ud800'"])
})

test('what was encoded decodes to the same', () => {
  fc.assert(
    fc.property(
      texts.filter((text) => !/\p{Surrogate}/u.test(text)),
      (text) => {
        for (const encoding of ['utf-8', 'utf-16', 'UTF_16_BE']) {
          expect(decode(encode(text, encoding, 'strict'), encoding, 'strict')).toBe(text)
        }
      },
    ),
  )
  expect(decode(Uint8Array.from([0x61, 0xff, 0xe2, 0x82]), 'utf-8', 'replace')).toBe('a\ufffd\ufffd')
  expect(() => encode('é', 'ascii', 'strict')).toThrow("can't encode character '\\xe9' in position 0")
  expect(repr(new Bytes(encode("é'", 'latin-1', 'strict')))).toBe(`b"\\xe9'"`)
})

test('printf', () => {
  expect(printf('%05.1f|%-4s|%+d|%x|%%|%r', new Tuple([2.7459, 'é', 5, 255, 'q']))).toBe(
    "002.7|é   |+5|ff|%|'q'",
  )
  expect(
    printf(
      '%(a)s-%(b)03d',
      new Dict([
        ['a', 1],
        ['b', 2],
      ]),
    ),
  ).toBe('1-002')
  expect(printf('%*.*f', new Tuple([8, 2, 2.7459]))).toBe('    2.75')
  expect(() => printf('%s %s', new Tuple([1]))).toThrow('not enough arguments for format string')
  expect(() => printf('x', 1)).toThrow('not all arguments converted')
})

test('format', () => {
  const format = (template: string, ...positional: (number | string)[]): string =>
    formatTemplate(template, { positional, keyword: () => undefined, attribute, format: formatValue })
  expect(format('{:>6}|{:^7,}|{!r:4}|{{}}', 'ab', 12345, 'x')).toBe("    ab|12,345 |'x' |{}")
  expect(format('{0:{1}.{2}f}', 2.7459, 8, 2)).toBe('    2.75')
  expect(() => format('{} {0}', 1)).toThrow('cannot switch from automatic field numbering')
  expect(() => format('{0.constructor}', 'a')).toThrow("'str' object has no attribute 'constructor'")
})

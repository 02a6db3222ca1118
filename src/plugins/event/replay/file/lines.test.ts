import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileDecoding } from '../../../encoding/decode.ts'
import type { EncodingName } from '../../../encoding/names.ts'
import { readLines } from './lines.ts'

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer, void> {
  // One buffer for all pieces, as a file is read.
  const buffer = Buffer.alloc(size)
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(buffer, 0, at, at + size)
    yield buffer.subarray(0, length)
  }
}

/** All lines, a bad one as the offset of its bad byte. */
async function lines(bytes: Buffer, encoding: EncodingName, size: number): Promise<(string | number)[]> {
  const head = bytes.subarray(0, Math.max(4, size))
  const decoding = await fileDecoding(encoding, head)
  const all: (string | number)[] = []
  for await (const { texts, first, badBytes } of readLines(
    Buffer.from(head),
    pieces(bytes.subarray(head.length), size),
    decoding,
  )) {
    expect(first).toBe(all.length + 1)
    for (const [i, text] of texts.entries()) all.push(text ?? badBytes.get(i)!)
  }
  return all
}

const encoders: readonly (readonly [EncodingName, (text: string) => Buffer])[] = [
  ['utf_8', (text) => Buffer.from(text)],
  ['utf_8_sig', (text) => Buffer.from(`\ufeff${text}`)],
  ['utf_16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['utf_16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['utf_16_le', (text) => Buffer.from(text, 'utf16le')],
  ['utf_16_be', (text) => Buffer.from(text, 'utf16le').swap16()],
  ['utf_32', (text) => utf32(`\ufeff${text}`).swap32()],
  ['utf_32', (text) => utf32(`\ufeff${text}`)],
  ['utf_32_le', (text) => utf32(text)],
]

function utf32(text: string): Buffer {
  return Buffer.from(Uint32Array.from([...text].map((character) => character.codePointAt(0)!)).buffer)
}

const line = fc.string({
  unit: fc.constantFrom('a', '\r', 'ü', '漢', '😀', '\u010a', '\u0a00', '\u2028'),
  maxLength: 12,
})

test.each(encoders)('%s: lines round trip, wherever pieces are cut', async (encoding, encode) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      async (given, ended, size) => {
        const text = given.join('\n') + (ended && given.length > 0 ? '\n' : '')
        const expected = text === '' ? [] : given.map((each) => each.replace(/\r+$/, ''))
        if (!ended && given.length > 1 && given.at(-1) === '') expected.pop()
        expect(await lines(encode(text), encoding, size)).toEqual(expected)
      },
    ),
    { numRuns: 100 },
  )
})

test.each([1, 2, 3, 7, 1000])(
  'a bad byte is told by its offset and harms its line only (pieces of %d)',
  async (size) => {
    const bytes = Buffer.concat([
      Buffer.from('ä\nbö'),
      Buffer.from([0xff]),
      Buffer.from('x\n\nd\n'),
      Buffer.from([0xc3]),
    ])
    expect(await lines(bytes, 'utf_8', size)).toEqual(['ä', 6, '', 'd', 12])
  },
)

test('UTF-16 and UTF-32: half a character and lone surrogates are bad', async () => {
  const bytes = Buffer.from([0x61, 0, 0x0a, 0, 0x00, 0xd8, 0x0a, 0, 0x62, 0, 0x0a, 0, 0x63])
  expect(await lines(bytes, 'utf_16_le', 5)).toEqual(['a', 4, 'b', 12])
  expect(await lines(Buffer.from([0x61, 0, 0, 0, 0, 0, 0x11, 0]), 'utf_32_le', 4)).toEqual([4])
})

test('without a mark UTF-16 is little-endian; a mark that is not asked for is text', async () => {
  expect(await lines(Buffer.from('ab', 'utf16le'), 'utf_16', 4)).toEqual(['ab'])
  expect(await lines(Buffer.from('\ufeffa'), 'utf_8', 4)).toEqual(['\ufeffa'])
})

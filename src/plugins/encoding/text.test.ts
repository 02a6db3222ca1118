import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALTERNATIVES, ENCODINGS, type EncodingName } from './names.ts'
import { textEncoding, unencodable } from './text.ts'

const supported = ENCODINGS.filter((name) => !ALTERNATIVES[name])
const noPython = spawnSync('python3', ['--version']).status !== 0

test('all names are there, once', () => {
  expect(ENCODINGS).toHaveLength(97)
  expect(new Set(ENCODINGS).size).toBe(97)
})

test.each(ENCODINGS)('%s writes ASCII or is refused with alternatives that work', async (name) => {
  const alternatives = ALTERNATIVES[name]
  if (alternatives) {
    await expect(textEncoding(name)).rejects.toMatchObject({
      code: 'E_ENCODING_UNSUPPORTED',
      hint: expect.stringContaining(alternatives[0]!),
    })
    for (const other of alternatives) expect(supported).toContain(other)
    return
  }
  const { encode } = await textEncoding(name)
  const width = name.startsWith('utf_32') ? 4 : name.startsWith('utf_16') ? 2 : 1
  expect(encode('What? "No"\n')).toHaveLength(
    11 * width + (name === 'utf_7' ? encode('"')!.length * 2 - 2 : 0),
  )
  expect(encode('half \ud83d of a pair')).toBeUndefined()
})

test.skipIf(noPython)('Python reads back what is written, and every loss is noticed', async () => {
  const points: number[] = []
  for (let point = 1; point < 0x3100; point += point < 0x600 ? 1 : 7) points.push(point)
  for (let point = 0x3100; point < 0x10000; point += 53) {
    if (point < 0xd800 || point > 0xdfff) points.push(point)
  }
  points.push(0xe000, 0xfffd, 0x1f600, 0x20000)
  const written: Record<string, [string, string][]> = {}
  for (const name of supported) {
    const { encode, mark } = await textEncoding(name)
    written[name] = points.flatMap((point) => {
      const character = String.fromCodePoint(point)
      const bytes = encode(character)
      return bytes ? [[character, Buffer.concat([mark, bytes]).toString('hex')]] : []
    })
  }
  const script = `
import json, sys
wrong = {}
for name, pairs in json.load(sys.stdin).items():
    for text, code in pairs:
        raw = bytes.fromhex(code)
        try: back = raw.decode(name)
        except UnicodeDecodeError: back = None
        if back == text: continue
        try: same = text.encode(name) == raw
        except UnicodeEncodeError: same = False
        if not same: wrong.setdefault(name, []).append([text, back])
print(json.dumps(wrong))`
  const { stdout } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(written),
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  const wrong = JSON.parse(stdout) as Record<string, [string, string | null][]>
  const pairs = Object.entries(wrong).flatMap(([name, found]) =>
    found.map((pair) => [name, ...pair] as const),
  )
  // Signs that look alike share a code in some tables.
  const alike = ['\u00af\u203e', '\u2215\uff0f', '\u00b7\u30fb', '\u0387\u00b7']
  expect(pairs.filter(([, text, back]) => back !== null && !alike.includes(text + back))).toEqual([])
  // The tables hold additions of vendors that Python does not read, and nothing else.
  const additions = pairs.filter(([, , back]) => back === null).map(([name]) => name)
  expect([...new Set(additions)]).toEqual([
    'big5',
    'big5hkscs',
    'cp1255',
    'euc_jp',
    'gb2312',
    'gbk',
    'shift_jis',
  ])
  expect(written.latin_1).toHaveLength(255)
  expect(written.ascii).toHaveLength(127)
  expect(written.cp1252!.some(([character]) => character === '\ufffd')).toBe(false)
  expect(written.utf_8).toHaveLength(points.length)
})

test('question marks are no loss', async () => {
  for (const name of ['cp1252', 'shift_jis', 'gb18030', 'big5', 'koi8_r'] as EncodingName[]) {
    const { encode } = await textEncoding(name)
    expect(encode('???')).toEqual(Buffer.from('???'))
    expect(encode('?\u{1f600}?')).toEqual(name === 'gb18030' ? expect.anything() : undefined)
  }
})

test('marks stand for byte order', async () => {
  expect((await textEncoding('utf_16')).mark).toEqual(Buffer.from('\ufeff', 'utf16le'))
  expect((await textEncoding('utf_8_sig')).mark).toEqual(Buffer.from('\ufeff'))
  expect((await textEncoding('utf_16_be')).encode('ab')).toEqual(Buffer.from([0, 97, 0, 98]))
  expect((await textEncoding('utf_32_be')).encode('😀')).toEqual(Buffer.from([0, 1, 0xf6, 0]))
})

test('a given buffer changes nothing but where the bytes are', async () => {
  const into = Buffer.alloc(64)
  for (const name of ['utf_8', 'ascii', 'latin_1', 'cp1252'] as EncodingName[]) {
    const { encode } = await textEncoding(name)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const into_ = encode(text, into)
        const fresh = encode(text)
        expect(into_ && Buffer.from(into_)).toEqual(fresh && Buffer.from(fresh))
      }),
    )
  }
})

test('the error names the first character that is missing', async () => {
  const ascii = await textEncoding('ascii')
  expect(unencodable('abécdü', ascii).message).toBe('character U+00E9 at 3 is not in ascii')
  const utf8 = await textEncoding('utf_8')
  expect(unencodable('😀😀\udc00', utf8).message).toBe('character U+DC00 at 3 is not in utf_8')
})

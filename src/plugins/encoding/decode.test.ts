import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { fileDecoding } from './decode.ts'
import { ALTERNATIVES, ENCODINGS, type EncodingName } from './names.ts'

const python = spawnSync('python3', ['--version']).status === 0
if (!python) console.warn('python3 was not found: decoders are not compared with Python')

/**
 * What Python's decoder makes of every byte, and of every two bytes of which the first is beyond ASCII: text,
 * or null. One JSON line an encoding.
 */
const ORACLE = `
import json, sys
for name in json.load(sys.stdin):
    def text(data):
        try: return data.decode(name)
        except UnicodeDecodeError: return None
    print(json.dumps([[text(bytes([a])) for a in range(256)], [text(bytes([a, b])) for a in range(128, 256) for b in range(256)]]))
`

/**
 * Vendors' tables differ from each other in a few signs and rows; those of iconv-lite are not always the ones
 * of Python.
 */
const VARIANTS: ReadonlySet<EncodingName> = new Set([
  ...(['big5', 'big5hkscs', 'cp932', 'cp950', 'cp1255', 'euc_jp', 'euc_kr', 'gb18030', 'gb2312'] as const),
  ...(['gbk', 'mac_cyrillic', 'mac_greek', 'mac_iceland', 'mac_roman', 'mac_turkish', 'shift_jis'] as const),
])

const bytewise = ENCODINGS.filter((name) => !ALTERNATIVES[name] && !/^utf_(7|16|32)/.test(name))

describe.runIf(python)('decoders against those of Python', () => {
  const said = spawnSync('python3', ['-c', ORACLE], { input: JSON.stringify(bytewise), maxBuffer: 1 << 28 })
  const oracle = said.stdout.toString().trim().split('\n')

  test.each(bytewise.map((name, i) => [name, i] as const))('%s', async (name, index) => {
    const { decode } = await fileDecoding(name, Buffer.alloc(0))
    const [ones, twos] = JSON.parse(oracle[index]!) as [(string | null)[], (string | null)[]]
    const differ: string[] = []
    const check = (bytes: number[], expected: string | null): void => {
      const text = decode(Buffer.from(bytes)) ?? null
      if (text !== expected) differ.push(`${Buffer.from(bytes).toString('hex')}: ${text} for ${expected}`)
    }
    for (const [a, expected] of ones.entries()) check([a], expected)
    for (const [i, expected] of twos.entries()) check([128 + (i >> 8), i & 255], expected)
    const most = VARIANTS.has(name) ? 0.1 * (ones.length + twos.length) : 0
    expect(differ.length, differ.slice(0, 20).join('\n')).toBeLessThanOrEqual(most)
  })
})

test.each(Object.keys(ALTERNATIVES) as EncodingName[])('%s is refused with what to do', async (name) => {
  await expect(fileDecoding(name, Buffer.alloc(0))).rejects.toMatchObject({
    code: 'E_ENCODING_UNSUPPORTED',
    hint: expect.stringContaining('UTF-8'),
  })
})

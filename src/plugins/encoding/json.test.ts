import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requireJson, respaced } from './json.ts'

const noPython = spawnSync('python3', ['--version']).status !== 0

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON text with blanks of all kinds between its tokens. */
const blankedJson = fc
  .tuple(fc.json({ maxDepth: 4 }), fc.array(fc.constantFrom(' ', '\n', '\t', '\r', ''), { minLength: 1 }))
  .map(([text, blanks]) => {
    let n = 0
    return text.replace(
      /"(?:[^"\\]|\\.)*"|[[\]{},:]/g,
      (token) => blanks[n++ % blanks.length]! + token + blanks[n++ % blanks.length]!,
    )
  })

/** Mostly JSON: tokens and pieces of tokens in any order. */
const almostJson = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...['{', '}', '[', ']', ',', ':', ' ', '\n', '"a"', '"', '\\', '\\u00e9', '\\x', '0', '1', '-', '.'],
        ...[
          'e',
          'E',
          '+',
          'true',
          'nul',
          'null',
          'false',
          'NaN',
          'Infinity',
          "'",
          '\u0001',
          '\u00a0',
          'é',
          '😀',
        ],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', ']', '}', '0', '\\', '\u0000', '\ufeff', ' '))
    .map(([text, at, with_]) => {
      const i = at % (text.length + 1)
      return text.slice(0, i) + with_ + text.slice(i + 1)
    }),
)

test('accepts and refuses exactly what JSON.parse does', () => {
  fc.assert(
    fc.property(almostJson, (text) => (respaced(text) !== undefined) === parses(text)),
    { numRuns: 5000 },
  )
})

test('changes blanks only, and only once', () => {
  fc.assert(
    fc.property(blankedJson, (text) => {
      const spaced = respaced(text)!
      expect(JSON.parse(spaced)).toEqual(JSON.parse(text))
      expect(respaced(spaced)).toBe(spaced)
      const strings = /"(?:[^"\\]|\\.)*"/g
      expect(spaced.match(strings)).toEqual(text.match(strings))
      expect(spaced.replace(strings, '').replace(/\s/g, '')).toBe(
        text.replace(strings, '').replace(/\s/g, ''),
      )
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['{"a":1,"b":[1,2]}', '{"a": 1, "b": [1, 2]}'],
  [' \t\r\n{ "a" : 1 ,\n"b":[ ] , "c":{ } }\n', '{"a": 1, "b": [], "c": {}}'],
  ['[1.50e+3,12345678901234567890123,-0.0]', '[1.50e+3, 12345678901234567890123, -0.0]'],
  ['{"a":1,"a":"\\u00e9\\/"}', '{"a": 1, "a": "\\u00e9\\/"}'],
  ['{"b":1,  "a":2}', '{"b": 1, "a": 2}'],
  [' "x, y:z" ', '"x, y:z"'],
  ['true', 'true'],
])('%j becomes %j', (text, spaced) => {
  expect(respaced(text)).toBe(spaced)
})

test.each([
  '',
  ' ',
  'NaN',
  '-Infinity',
  '[1,]',
  '{"a":1,}',
  '01',
  '1.',
  '.5',
  '-',
  "{'a':1}",
  '"\t"',
  '1 2',
  '{}{}',
])('%j is no JSON', (text) => {
  expect(respaced(text)).toBeUndefined()
  expect(() => requireJson(text)).toThrow(expect.objectContaining({ code: 'E_EVENT_NOT_JSON' }))
})

test('says where the trouble is', () => {
  expect(() => requireJson('{"a": nope}')).toThrow('unexpected "n" at character 7')
  expect(() => requireJson('{"a": 1')).toThrow('ends before')
})

test('a text after a longer one does not see what the longer one left', () => {
  respaced(`"${'x'.repeat(1000)}"`)
  for (const text of ['"abc', '[1', '1.', 'tru', '"\\u00', '{"a"', '{"a":'])
    expect(respaced(text)).toBeUndefined()
})

test('a million brackets are no problem', () => {
  const deep = '['.repeat(1e6) + ']'.repeat(1e6)
  expect(respaced(deep)).toBe(deep)
  expect(respaced('['.repeat(1e6))).toBeUndefined()
  expect(respaced(`${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`)?.length).toBe(7 * 1e5 + 1)
  const long = `"${'é'.repeat(200_000)}"`
  expect(respaced(long)).toBe(long)
})

test.skipIf(noPython)('spaces as Python does', () => {
  const texts = fc.sample(fc.json({ maxDepth: 3 }), { numRuns: 300, seed: 1 })
  const script =
    'import json,sys\nfor t in json.load(sys.stdin): print(json.dumps(json.dumps(json.loads(t), ensure_ascii=False)))'
  const python = execFileSync('python3', ['-c', script], { input: JSON.stringify(texts), encoding: 'utf8' })
  const lines = python.trim().split('\n')
  expect(lines).toHaveLength(texts.length)
  lines.forEach((line, i) => {
    expect(JSON.parse(respaced(texts[i]!)!)).toEqual(JSON.parse(JSON.parse(line)))
    if (!/[\\eE]|-0|__proto__/.test(texts[i]!)) expect(respaced(texts[i]!)).toBe(JSON.parse(line))
  })
})

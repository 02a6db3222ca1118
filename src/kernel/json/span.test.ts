import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonSpan, withoutMember } from './span.ts'

const valueAt = (text: string, path: string): unknown => {
  const span = jsonSpan(text, path)
  return span && JSON.parse(text.slice(span.from, span.to))
}

test.each<[string, string, unknown]>([
  ['{"a": 1, "b" : [ "]", {"x": "}"} ] , "t":"now"}', 't', 'now'],
  ['{"a": {"b": {"c": -1.5e3}}}', 'a.b.c', -1500],
  ['{"a.b": 1, "a": {"b": 2}}', 'a.b', 1],
  ['{"a": {"b": 2}, "a.b": 1}', 'a.b', 1],
  ['{"a": {"b.c": true}}', 'a.b.c', true],
  ['{"\\u0061\\"": "x\\\\"}', 'a"', 'x\\'],
  ['{"b": {"a": 1}}', 'a', undefined],
  ['{"a": [1]}', 'a.0', undefined],
  ['{}', 'a', undefined],
  ['[{"a": 1}]', 'a', undefined],
  ['  {"a":null}  ', 'a', null],
])('%s at %s', (text, path, value) => {
  expect(valueAt(text, path)).toEqual(value)
})

test('finds what a parser finds, in any document and spacing', () => {
  const key = fc
    .string({ unit: 'binary', maxLength: 4 })
    .filter((text) => !text.includes('.') && text !== '__proto__')
  const records = fc.dictionary(
    key,
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.dictionary(key, fc.jsonValue())),
    {
      minKeys: 1,
    },
  )
  fc.assert(
    fc.property(records, fc.constantFrom(undefined, 1, '\t'), fc.nat(), (record, space, pick) => {
      const text = JSON.stringify(record, null, space)
      const keys = Object.keys(record)
      const name = keys[pick % keys.length]!
      const parsed = JSON.parse(text) as Record<string, unknown>
      expect(valueAt(text, name)).toEqual(parsed[name])
      const inner = parsed[name]
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return
      for (const [member, value] of Object.entries(inner))
        expect(valueAt(text, `${name}.${member}`)).toEqual(value)
    }),
    { numRuns: 200 },
  )
})

test('a removed member leaves valid JSON with all the others as they were written', () => {
  const key = fc
    .string({ unit: 'binary', maxLength: 3 })
    .filter((text) => !text.includes('.') && text !== '__proto__')
  fc.assert(
    fc.property(
      fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 5 }),
      fc.constantFrom(undefined, 2, '\t'),
      fc.nat(),
      (record, space, pick) => {
        const text = JSON.stringify(record, null, space)
        const keys = Object.keys(record)
        const name = keys[pick % keys.length]!
        const { [name]: _, ...rest } = record
        expect(JSON.stringify(JSON.parse(withoutMember(text, jsonSpan(text, name)!)))).toBe(
          JSON.stringify(rest),
        )
      },
    ),
    { numRuns: 200 },
  )
  expect(withoutMember('{"a": 1.50, "b":2 , "c" : 3}', jsonSpan('{"a": 1.50, "b":2 , "c" : 3}', 'b')!)).toBe(
    '{"a": 1.50, "c" : 3}',
  )
})

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { isSpacedObject } from './spaced-json.ts'

// The first texts are left to others.
beforeAll(() => {
  for (let i = 0; i < 1000; i++) expect(isSpacedObject('{}')).toBe(false)
})

/** As Python writes it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
    .join(', ')}}`
}

const tree = (maxDepth: number) =>
  fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth }), { maxKeys: 6 }).map(spaced)

test('knows objects that are not nested too deep', () => {
  fc.assert(fc.property(tree(2), isSpacedObject), { numRuns: 1000 })
  for (const text of [
    String.raw`{"": "\"\\\/\b\f\n\r\tÿ", "a": -0.10e+05, "b": true, "a": []}`,
    '{"a": {"b": {"c": 1}}, "d": [[1, 2], {}, {"e": null}]}',
    '{"half": "\ud83d"}',
  ]) {
    expect(isSpacedObject(text), text).toBe(true)
  }
  expect(isSpacedObject('{"a": {"b": {"c": {"d": 1}}}}')).toBe(false)
})

test('takes nothing that is no JSON, or spaced otherwise, whatever single character is wrong', () => {
  const edit = fc.record({
    at: fc.nat(),
    removed: fc.integer({ min: 0, max: 2 }),
    added: fc.constantFrom(
      ...['', ' ', ',', ':', '"', '\\', '{', '}', '[', ']', '0', '-', '.', 'e', 'u', 'x'],
      ...['\n', '\t', '\u0000', '\u001f', '\ufeff', '\u00a0', ', ', ': ', 'true', 'nul', 'é', '\ud83d'],
    ),
  })
  let taken = 0
  fc.assert(
    fc.property(tree(2), edit, (text, { at, removed, added }) => {
      const place = at % (text.length + 1)
      const edited = text.slice(0, place) + added + text.slice(place + removed)
      if (!isSpacedObject(edited)) return
      taken++
      JSON.parse(edited)
      const marks = edited.replace(/"(?:[^"\\]|\\.)*"/g, '""')
      expect(marks.replace(/\s/g, '').replace(/[,:]/g, '$& ')).toBe(marks)
    }),
    { numRuns: 5000 },
  )
  expect(taken).toBeGreaterThan(500)
})

test('a long text that goes wrong at its end takes no longer than one that does not', () => {
  const members = Array.from({ length: 1500 }, (_, i) => `"k${i}": [1, 2.5, "x\\n", {"y": null}]`).join(', ')
  const started = performance.now()
  for (let i = 0; i < 100; i++) expect(isSpacedObject(`{${members}, "z": bad}`)).toBe(false)
  // 50 kB each: quadratic time would be minutes.
  expect(performance.now() - started).toBeLessThan(5000)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { float } from '../../kernel/index.ts'
import { Dict } from './collection/dict.ts'
import { Shape } from './collection/shape.ts'
import { Tuple } from './collection/tuple.ts'
import { jsonLine, ONE_LINE } from './json-line.ts'
import { jsonText } from './json-text.ts'
import type { Value } from './types.ts'

const name = fc.oneof(fc.constantFrom('b', 'a', '<x>', 'é'), fc.string())
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      fc.constantFrom<Value>(null, true, false, float(2), float(Number.NaN), 10n ** 20n),
      fc.integer(),
      fc.double(),
      fc.string(),
      name,
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => new Tuple(items)),
    fc.array(fc.tuple(fc.oneof(name, fc.integer()), tie('value')), { maxLength: 20 }).map((e) => new Dict(e)),
    fc.array(tie('value'), { minLength: 3, maxLength: 3 }).map((slots) => {
      return Dict.shaped(Shape.of(['b', '\u{1f600}', 'a'])!, slots)
    }),
  ),
}))

function outcome(write: () => string): string {
  try {
    return write()
  } catch (error) {
    return String(error)
  }
}

test('one line is what the writer of all styles gives, and fails as it does', () => {
  fc.assert(
    fc.property(value, (v) => {
      expect(outcome(() => jsonLine(v))).toBe(outcome(() => jsonText(v, ONE_LINE)))
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('what lies deep is written, and what contains itself is refused', () => {
  let deep: Value = 1
  for (let i = 0; i < 100; i++) deep = [deep]
  expect(jsonLine(deep)).toBe(`${'['.repeat(100)}1${']'.repeat(100)}`)
  const circle: Value[] = []
  circle.push(new Dict([['a', circle]]))
  expect(() => jsonLine(circle)).toThrow('Circular reference detected')
})

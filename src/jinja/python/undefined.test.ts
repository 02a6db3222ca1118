import { expect, test } from 'vitest'
import { getAttr, getItem } from './access.ts'
import { add } from './arithmetic.ts'
import { call } from './call.ts'
import { Dict } from './collection/dict.ts'
import { length, toArray } from './collection/iterate.ts'
import { eq } from './compare.ts'
import { str, truth } from './text/repr.ts'
import { Undefined, type UndefinedKind } from './undefined.ts'

const missing = (kind: UndefinedKind): Undefined => new Undefined(kind, { name: 'foo' })

test('the default kind prints as nothing and refuses the rest', () => {
  const value = missing('default')
  expect([str(value), truth(value), length(value), toArray(value), eq(value, missing('default'))]).toEqual([
    '',
    false,
    0,
    [],
    true,
  ])
  for (const use of [
    () => add(value, 1),
    () => add('a', value),
    () => call(value, []),
    () => getAttr(value, 'x'),
  ]) {
    expect(use).toThrow("'foo' is undefined")
  }
})

test('the strict kind refuses everything, the chainable one attributes not', () => {
  const strict = missing('strict')
  for (const use of [() => str(strict), () => truth(strict), () => length(strict), () => eq(strict, 1)]) {
    expect(use).toThrow('is undefined')
  }
  const chain = missing('chainable')
  expect(getItem(getAttr(chain, 'a'), 'b')).toBe(chain)
})

test('the message says where it came from', () => {
  const messageOf = (value: unknown): string => (value as Undefined).message
  expect(messageOf(getAttr(new Dict(), 'x'))).toBe("'dict object' has no attribute 'x'")
  expect(messageOf(getItem([], 3))).toBe('list object has no element 3')
  expect(messageOf(getAttr(null, 'x'))).toBe("'None' has no attribute 'x'")
})

import { expect, test } from 'vitest'
import { bind, signature } from './arguments.ts'
import { Kwargs, type Value } from './types.ts'

const keywords = (entries: Record<string, Value>): Kwargs => Kwargs.from(Object.entries(entries))
const split = signature('str.split(sep?, maxsplit?)')
const filter = signature('do_round(value, precision?, method?)', true)

test('positions and names find their parameter', () => {
  expect(bind(split, [',', 1])).toEqual([',', 1])
  expect(bind(split, [keywords({ maxsplit: 1 })])).toEqual([undefined, 1])
  expect(bind(filter, [keywords({ method: 'floor' })], 1)).toEqual([undefined, 'floor'])
  const given: Value[] = [1]
  expect(bind(filter, given, 1)).toBe(given)
})

test.each([
  [() => bind(split, [1, 2, 3]), 'split() takes at most 2 arguments (3 given)'],
  [() => bind(split, [keywords({ foo: 1 })]), "'foo' is an invalid keyword argument for split()"],
  [() => bind(signature('str.upper()'), [1]), 'str.upper() takes no arguments (1 given)'],
  [() => bind(signature('list.append(item, /)'), []), 'list.append() takes exactly one argument (0 given)'],
  [() => bind(signature('str.replace(a, b, c?, /)'), [1]), 'replace expected at least 2 arguments, got 1'],
  [() => bind(filter, [1, 2, 3], 1), 'do_round() takes from 1 to 3 positional arguments but 4 were given'],
  [() => bind(filter, [keywords({ value: 1 })], 1), "do_round() got multiple values for argument 'value'"],
  [() => bind(filter, [keywords({ x: 1 })], 1), "do_round() got an unexpected keyword argument 'x'"],
  [() => bind(signature('f(a, b)', true), [], 1), "f() missing 1 required positional argument: 'b'"],
])('what does not fit is refused as Python does (%#)', (run, message) => {
  expect(run).toThrow(message)
})

import { bind, signature } from '../python/arguments.ts'
import { mod } from '../python/arithmetic.ts'
import { isCallable } from '../python/call.ts'
import { Dict } from '../python/collection/dict.ts'
import { hashKey } from '../python/collection/hash.ts'
import { isIterable } from '../python/collection/iterate.ts'
import { contains, eq, ge, gt, le, lt, ne } from '../python/compare.ts'
import { isFloat, isInt, isNumber } from '../python/number/kind.ts'
import type { Runtime, TestFn } from '../python/runtime.ts'
import { isLower, isUpper } from '../python/text/character.ts'
import { str } from '../python/text/repr.ts'
import { asText } from '../python/text/text.ts'
import { Host, Kwargs, type Value } from '../python/types.ts'
import { Undefined } from '../python/undefined.ts'

/** A test of the value alone. */
function test(name: string, run: (value: Value, rt: Runtime) => boolean): TestFn {
  const s = signature(`${name}(value)`, true)
  return (rt, value, ...given) => {
    if (given.length > 0) bind(s, given, 1)
    return run(value, rt)
  }
}

/** A test of the value against one argument. */
function comparison(text: string, run: (value: Value, other: Value) => boolean): TestFn {
  const s = signature(text, true)
  const call: TestFn = (_rt, value, ...given) => {
    const [other] = given
    // The usual call, without the ceremony.
    if (given.length === 1 && !(other instanceof Kwargs)) return run(value, other!)
    return run(value, bind(s, given, 1)[0]!)
  }
  return Object.assign(call, { direct: run })
}

const equal = comparison('eq(a, b, /)', eq)
const unequal = comparison('ne(a, b, /)', ne)
const greater = comparison('gt(a, b, /)', gt)
const greaterOrEqual = comparison('ge(a, b, /)', ge)
const less = comparison('lt(a, b, /)', lt)
const lessOrEqual = comparison('le(a, b, /)', le)

/** Jinja's default tests by name. */
export const TESTS: ReadonlyMap<string, TestFn> = new Map<string, TestFn>([
  ['odd', test('test_odd', (value) => eq(mod(value, 2), 1))],
  ['even', test('test_even', (value) => eq(mod(value, 2), 0))],
  ['divisibleby', comparison('test_divisibleby(value, num)', (value, number) => eq(mod(value, number), 0))],
  ['defined', test('test_defined', (value) => !(value instanceof Undefined))],
  ['undefined', test('test_undefined', (value) => value instanceof Undefined)],
  ['filter', test('test_filter', (value, rt) => rt.filter(nameOf(value)) !== undefined)],
  ['test', test('test_test', (value, rt) => rt.test(nameOf(value)) !== undefined)],
  ['none', test('test_none', (value) => value === null)],
  ['boolean', test('test_boolean', (value) => typeof value === 'boolean')],
  ['false', test('test_false', (value) => value === false)],
  ['true', test('test_true', (value) => value === true)],
  ['integer', test('test_integer', isInt)],
  ['float', test('test_float', isFloat)],
  ['lower', test('test_lower', (value) => isLower(str(value)))],
  ['upper', test('test_upper', (value) => isUpper(str(value)))],
  ['string', test('test_string', (value) => asText(value) !== undefined)],
  ['mapping', test('test_mapping', (value) => value instanceof Dict)],
  ['number', test('test_number', isNumber)],
  ['sequence', test('test_sequence', isSequence)],
  ['iterable', test('test_iterable', isIterable)],
  ['callable', test('callable', isCallable)],
  ['sameas', comparison('test_sameas(value, other)', Object.is)],
  ['escaped', test('test_escaped', (value) => value instanceof Host && value.html() !== undefined)],
  ['in', comparison('test_in(value, seq)', contains)],
  ['==', equal],
  ['eq', equal],
  ['equalto', equal],
  ['!=', unequal],
  ['ne', unequal],
  ['>', greater],
  ['gt', greater],
  ['greaterthan', greater],
  ['ge', greaterOrEqual],
  ['>=', greaterOrEqual],
  ['<', less],
  ['lt', less],
  ['lessthan', less],
  ['<=', lessOrEqual],
  ['le', lessOrEqual],
])

/** What to look for in a table of names; TypeError if it could not be in a table at all. */
function nameOf(value: Value): string {
  hashKey(value)
  return asText(value) ?? ''
}

/** A length and a way to get at items; sets and views have no items to get at. */
function isSequence(value: Value): boolean {
  if (asText(value) !== undefined || Array.isArray(value)) return true
  if (value instanceof Undefined) return value.kind !== 'strict'
  if (!(value instanceof Host) || value.length() === undefined) return false
  return !/^(?:set|frozenset|dict_\w+)$/.test(value.typeName)
}

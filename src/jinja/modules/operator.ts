import { attribute } from '../python/attribute.ts'
import { asInt, normalise } from '../python/number/kind.ts'
import {
  add,
  call,
  contains,
  defineFunction,
  div,
  eq,
  floordiv,
  ge,
  getAttr,
  getItem,
  gt,
  le,
  lt,
  mod,
  mul,
  ne,
  neg,
  PythonError,
  pos,
  pow,
  repr,
  sub,
  Tuple,
  toArray,
  truth,
  typeName,
  Undefined,
  type Value,
} from '../python/ops.ts'
import { Namespace, variadic } from './native.ts'
import { integer, text } from './read.ts'

const binary = (name: string, run: (a: Value, b: Value) => Value) => defineFunction(`${name}(a, b)`, run)

function bits(name: string, run: (a: bigint, b: bigint) => bigint) {
  return binary(name, (a, b) => {
    const result = run(BigInt(integer(a)), BigInt(integer(b)))
    return typeof a === 'boolean' && typeof b === 'boolean' ? result === 1n : normalise(result)
  })
}

/** `a[key]`, with Python's errors where templates would see an undefined value. */
function item(a: Value, key: Value): Value {
  const found = getItem(a, key)
  if (!(found instanceof Undefined)) return found
  if (asInt(key) !== undefined && (Array.isArray(a) || typeof a === 'string' || a instanceof Tuple)) {
    throw new PythonError('IndexError', `${typeName(a)} index out of range`)
  }
  throw new PythonError('KeyError', repr(key))
}

function path(object: Value, dotted: Value): Value {
  let at = object
  for (const name of text(dotted, 'attribute name').split('.')) {
    const found = attribute(at, name)
    if (found === undefined) {
      throw new PythonError('AttributeError', `'${typeName(at)}' object has no attribute '${name}'`)
    }
    at = found
  }
  return at
}

/** A getter of one thing, or of a tuple of several. */
const getter = (name: string, read: (object: Value, key: Value) => Value) =>
  variadic(name, (keys) => {
    if (keys.length === 0) throw new PythonError('TypeError', `${name} expected 1 argument, got 0`)
    return (object) =>
      keys.length === 1
        ? read(object as Value, keys[0]!)
        : new Tuple(keys.map((key) => read(object as Value, key)))
  })

/** Python's `operator`. */
export const operatorModule = new Namespace('operator', {
  add: binary('add', add),
  sub: binary('sub', sub),
  mul: binary('mul', mul),
  truediv: binary('truediv', div),
  floordiv: binary('floordiv', floordiv),
  mod: binary('mod', mod),
  pow: binary('pow', pow),
  concat: binary('concat', add),
  eq: binary('eq', eq),
  ne: binary('ne', ne),
  lt: binary('lt', lt),
  le: binary('le', le),
  gt: binary('gt', gt),
  ge: binary('ge', ge),
  and_: bits('and_', (a, b) => a & b),
  or_: bits('or_', (a, b) => a | b),
  xor: bits('xor', (a, b) => a ^ b),
  lshift: bits('lshift', (a, b) => a << b),
  rshift: bits('rshift', (a, b) => a >> b),
  invert: defineFunction('invert(a)', (a) => normalise(~BigInt(integer(a)))),
  index: defineFunction('index(a)', (a) => integer(a)),
  neg: defineFunction('neg(a)', (a) => neg(a)),
  pos: defineFunction('pos(a)', (a) => pos(a)),
  abs: defineFunction('abs(a)', (a) => (lt(a, 0) ? neg(a) : a)),
  not_: defineFunction('not_(a)', (a) => !truth(a)),
  truth: defineFunction('truth(a)', (a) => truth(a)),
  is_: binary('is_', (a, b) => a === b),
  is_not: binary('is_not', (a, b) => a !== b),
  contains: binary('contains', (a, b) => contains(b, a)),
  countOf: binary('countOf', (a, b) => toArray(a).filter((one) => eq(one, b)).length),
  indexOf: binary('indexOf', (a, b) => {
    const at = toArray(a).findIndex((one) => eq(one, b))
    if (at < 0) throw new PythonError('ValueError', 'sequence.index(x): x not in sequence')
    return at
  }),
  getitem: binary('getitem', item),
  itemgetter: getter('itemgetter', item),
  attrgetter: getter('attrgetter', path),
  methodcaller: variadic(
    'methodcaller',
    ([name, ...args]) =>
      (object) =>
        call(getAttr(object as Value, text(name ?? null, 'method name')), args),
  ),
})

import { bind, directOf, type Signature, signature } from './arguments.ts'
import { STR_METHODS } from './attribute.ts'
import { Bytes } from './bytes.ts'
import { Dict } from './collection/dict.ts'
import { copyItems, toArray } from './collection/iterate.ts'
import { LIST_METHODS } from './collection/list-methods.ts'
import { Range } from './collection/range.ts'
import { FrozenSet, PySet } from './collection/set.ts'
import { tupleOf } from './collection/tuple.ts'
import { needInt } from './number/index-value.ts'
import { asInt } from './number/kind.ts'
import { INT_METHODS } from './number/methods.ts'
import { intFromText, toFloat, toInt } from './number/parse.ts'
import { PyType } from './py-type.ts'
import { decode, encode } from './text/encoding.ts'
import { str, truth } from './text/repr.ts'
import { asText, needText } from './text/text.ts'
import { typeName } from './type-name.ts'
import { type Callable, type Kwargs, type Method, type Methods, PythonError, type Value } from './types.ts'

type Arguments = readonly (Value | Kwargs)[]

/** A type whose construction takes the parameters of a signature. */
function type(text: string, make: (...args: Value[]) => Value, attributes: [string, Value][] = []): PyType {
  const s: Signature = signature(text)
  const construct = (args: Arguments): Value => make(...(bind(s, args) as Value[]))
  return new PyType(s.name, construct, attributes, directOf(s, make))
}

/** Methods as functions that take the object first: `str.upper('a')`. */
function unbound(methods: Methods<never>): [string, Callable][] {
  return Array.from(methods, ([name, method]) => [
    name,
    (self, ...args) => (method as Method<Value>)(self as Value, args),
  ])
}

/** Class methods: functions that take no object, or one of the class for all calls. */
function classMethods(
  methods: Methods<never>,
  names: readonly string[],
  self: Value = null,
): [string, Callable][] {
  return names.map((name) => [name, (...args) => (methods.get(name) as Method<Value>)(self, args)])
}

const DICT = new Dict()

const types: readonly PyType[] = [
  type('str(object?, encoding?, errors?)', makeText, [
    ...unbound(STR_METHODS as Methods<never>),
    ...classMethods(STR_METHODS as Methods<never>, ['maketrans']),
  ]),
  type('int(x?, base?)', makeInt, classMethods(INT_METHODS as Methods<never>, ['from_bytes'])),
  type('float(x?, /)', (x = 0) => toFloat(x)),
  type('bool(x?, /)', (x = false) => truth(x)),
  type('list(iterable?, /)', (items = []) => copyItems(items), unbound(LIST_METHODS as Methods<never>)),
  type('tuple(iterable?, /)', (items = []) => tupleOf(items)),
  type('set(iterable?, /)', (items = []) => new PySet(toArray(items))),
  type('frozenset(iterable?, /)', (items = []) => new FrozenSet(toArray(items))),
  type(
    'bytes(source?, encoding?, errors?)',
    makeBytes,
    classMethods(new Bytes(new Uint8Array()).methods, ['fromhex']),
  ),
  new PyType('dict', makeDict, [...unbound(DICT.methods), ...classMethods(DICT.methods, ['fromkeys'], DICT)]),
  new PyType('range', (args) => Range.of(args)),
]

/** Python's built-in types by name. */
export const BUILTIN_TYPES: ReadonlyMap<string, PyType> = new Map(types.map((each) => [each.name, each]))

function makeDict(args: Arguments): Dict {
  const dict = new Dict()
  dict.fill('dict', args)
  return dict
}

function makeText(object: Value = '', encoding?: Value, errors?: Value): Value {
  if (encoding === undefined && errors === undefined) return str(object)
  if (!(object instanceof Bytes)) {
    throw new PythonError('TypeError', `decoding to str: need a bytes-like object, ${typeName(object)} found`)
  }
  return decode(
    object.data,
    needText(encoding ?? 'utf-8', 'encoding'),
    needText(errors ?? 'strict', 'errors'),
  )
}

function makeInt(x: Value = 0, base?: Value): Value {
  if (base === undefined) return toInt(x)
  const text = asText(x)
  if (text === undefined)
    throw new PythonError('TypeError', "int() can't convert non-string with explicit base")
  return intFromText(text, needInt(base))
}

function makeBytes(source: Value = null, encoding?: Value, errors: Value = 'strict'): Value {
  const text = asText(source)
  if (text !== undefined) {
    if (encoding === undefined) throw new PythonError('TypeError', 'string argument without an encoding')
    return new Bytes(encode(text, needText(encoding, 'encoding'), needText(errors, 'errors')))
  }
  if (source instanceof Bytes) return source
  const count = asInt(source)
  if (count !== undefined) {
    if (count < 0) throw new PythonError('ValueError', 'negative count')
    if (count > 1 << 26) throw new PythonError('MemoryError', '')
    return new Bytes(new Uint8Array(Number(count)))
  }
  return new Bytes(Uint8Array.from(source === null ? [] : toArray(source), byte))
}

function byte(value: Value): number {
  const number = needInt(value)
  if (number < 0 || number > 255) throw new PythonError('ValueError', 'bytes must be in range(0, 256)')
  return number
}

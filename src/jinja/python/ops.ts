/** What compiled templates and the Python modules call: Python's operators and built-in types. */
export { callMethod, getAttr, getItem, slice } from './access.ts'
export { bind, defineFunction, defineMethods, type Signature, signature } from './arguments.ts'
export { add, div, floordiv, mod, mul, neg, pos, pow, sub } from './arithmetic.ts'
export { attribute, methodsOf } from './attribute.ts'
export { BUILTIN_TYPES } from './builtin-types.ts'
export { Bytes } from './bytes.ts'
export { call, isCallable } from './call.ts'
export { Cells } from './collection/cells.ts'
export { Dict } from './collection/dict.ts'
export { hashKey } from './collection/hash.ts'
export { iterate, iterator, length, toArray, unpack } from './collection/iterate.ts'
export { Lazy } from './collection/lazy.ts'
export { Range } from './collection/range.ts'
export { FrozenSet, PySet } from './collection/set.ts'
export { type Finder, Shape } from './collection/shape.ts'
export { sorted } from './collection/sort.ts'
export { NamedTuple, Tuple } from './collection/tuple.ts'
export { walk } from './collection/walk.ts'
export { compare, contains, eq, ge, gt, le, lt, ne } from './compare.ts'
export { fromHost, toHost } from './convert.ts'
export * from './datetime/index.ts'
export { concat, concatEscaped, escapeText, escapeValue as escape, Markup, softText } from './markup.ts'
export { asFloat, asInt, isFloat, isInt, isNumber } from './number/kind.ts'
export { parseFloatText, parseIntText, toFloat, toInt } from './number/parse.ts'
export { round } from './number/round.ts'
export { PyType } from './py-type.ts'
export { DEFAULT_POLICIES, type FilterFn, type Policies, type Runtime, type TestFn } from './runtime.ts'
export { formatValue } from './text/format-value.ts'
export { printf } from './text/printf.ts'
export { repr, str, truth } from './text/repr.ts'
export { asText } from './text/text.ts'
export { describeType, typeName } from './type-name.ts'
export {
  type BinaryOperator,
  type Callable,
  type Direct,
  type HashKey,
  Host,
  Kwargs,
  type Method,
  type Methods,
  PythonError,
  type Value,
  type Walk,
} from './types.ts'
export { Undefined, type UndefinedKind, type UndefinedOrigin } from './undefined.ts'

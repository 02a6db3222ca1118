import { extreme } from '../python/collection/sort.ts'
import { normalise } from '../python/number/kind.ts'
import {
  add,
  asText,
  BUILTIN_TYPES,
  Bytes,
  call,
  defineFunction,
  floordiv,
  isCallable,
  iterate,
  iterator,
  Lazy,
  length,
  lt,
  mod,
  neg,
  PythonError,
  pos,
  pow,
  repr,
  round,
  sorted,
  Tuple,
  toArray,
  truth,
  typeName,
  type Value,
} from '../python/ops.ts'
import { characterAt } from '../python/text/code-points.ts'
import { Namespace, variadic } from './native.ts'
import { index, integer } from './read.ts'

const keyed = (key: Value | undefined) =>
  key === undefined || key === null ? undefined : (item: Value) => call(key, [item])

/** `min` and `max`: of the elements of one argument, or of several arguments. */
const best = (name: string, greatest: boolean) =>
  variadic(name, (given, keywords) => {
    const found = extreme(
      given.length === 1 ? iterate(given[0]!) : given,
      greatest,
      keyed(keywords.get('key')),
    )
    const answer = found === undefined ? keywords.get('default') : found
    if (answer === undefined) throw new PythonError('ValueError', `${name}() arg is an empty sequence`)
    return answer
  })

const inBase = (name: string, prefix: string, base: number) =>
  defineFunction(`${name}(x, /)`, (x) => {
    const int = BigInt(integer(x))
    return int < 0n ? `-${prefix}${(-int).toString(base)}` : `${prefix}${int.toString(base)}`
  })

function* zipped(sources: readonly Value[]): Generator<Value> {
  const iterators = sources.map((source) => iterator(source))
  while (iterators.length > 0) {
    const items: Value[] = []
    for (const each of iterators) {
      const step = each.next()
      if (step.done) return
      items.push(step.value)
    }
    yield new Tuple(items)
  }
}

function* numbered(items: Value, start: number): Generator<Value> {
  let at = start
  for (const item of iterate(items)) yield new Tuple([at++, item])
}

function* mapped(fn: Value, sources: readonly Value[]): Generator<Value> {
  for (const items of zipped(sources)) yield call(fn, toArray(items))
}

function* filtered(fn: Value, items: Value): Generator<Value> {
  for (const item of iterate(items)) if (truth(fn === null ? item : call(fn, [item]))) yield item
}

function codePoint(value: Value): number {
  const text = asText(value)
  const one = text === undefined ? undefined : characterAt(text, 0)
  if (one !== undefined && one === text) return one.codePointAt(0)!
  if (value instanceof Bytes && value.data.length === 1) return value.data[0]!
  throw new PythonError('TypeError', `ord() expected a character, but ${typeName(value)} found`)
}

function character(value: Value): string {
  const code = index(value)
  if (code >= 0 && code <= 0x10_ffff) return String.fromCodePoint(code)
  throw new PythonError('ValueError', 'chr() arg not in range(0x110000)')
}

function power(base: Value, exponent: Value, modulus: Value): Value {
  if (modulus === null) return pow(base, exponent)
  const m = BigInt(integer(modulus))
  let rest = BigInt(integer(exponent))
  if (m === 0n) throw new PythonError('ValueError', 'pow() 3rd argument cannot be 0')
  if (rest < 0n) throw new PythonError('ValueError', 'a negative exponent has no meaning here')
  let square = BigInt(integer(base)) % m
  let result = 1n
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % m
    square = (square * square) % m
  }
  result %= m
  return normalise(result !== 0n && result < 0n !== m < 0n ? result + m : result)
}

/** Is there an element of that truth? Looks no further than the first. */
function holds(items: Value, wanted: boolean): boolean {
  for (const item of iterate(items)) if (truth(item) === wanted) return true
  return false
}

function total(items: Value, start: Value): Value {
  if (asText(start) !== undefined) {
    throw new PythonError('TypeError', "sum() can't sum strings [use ''.join(seq) instead]")
  }
  let sum = start
  for (const item of iterate(items)) sum = add(sum, item)
  return sum
}

/** Python's `builtins`, as far as they reach nothing but their arguments. */
export const builtinsModule = new Namespace('builtins', {
  ...Object.fromEntries(BUILTIN_TYPES),
  abs: defineFunction('abs(x, /)', (x) => (lt(x, 0) ? neg(x) : pos(x))),
  all: defineFunction('all(iterable, /)', (items) => !holds(items, false)),
  any: defineFunction('any(iterable, /)', (items) => holds(items, true)),
  bin: inBase('bin', '0b', 2),
  callable: defineFunction('callable(obj, /)', isCallable),
  chr: defineFunction('chr(i, /)', character),
  divmod: defineFunction('divmod(x, y, /)', (x, y) => new Tuple([floordiv(x, y), mod(x, y)])),
  enumerate: defineFunction(
    'enumerate(iterable, start?)',
    (items, start = 0) => new Lazy(numbered(items, index(start)), 'enumerate', 'enumerate'),
  ),
  filter: defineFunction(
    'filter(function, iterable, /)',
    (fn, items) => new Lazy(filtered(fn, items), 'filter', 'filter'),
  ),
  hex: inBase('hex', '0x', 16),
  len: defineFunction('len(obj, /)', (value) => length(value)),
  map: variadic('map', ([fn = null, ...sources]) => new Lazy(mapped(fn, sources), 'map', 'map')),
  max: best('max', true),
  min: best('min', false),
  oct: inBase('oct', '0o', 8),
  ord: defineFunction('ord(c, /)', codePoint),
  pow: defineFunction('pow(base, exp, mod?)', (base, exponent, modulus = null) =>
    power(base, exponent, modulus),
  ),
  repr: defineFunction('repr(obj, /)', repr),
  reversed: defineFunction(
    'reversed(sequence, /)',
    (items) => new Lazy(toArray(items).toReversed(), 'reversed'),
  ),
  round: defineFunction('round(number, ndigits?)', (value, digits = null) => round(value, digits)),
  sorted: defineFunction('sorted(iterable, /, *, key?, reverse?)', (items, key = null, reverse = false) =>
    sorted(toArray(items), keyed(key), truth(reverse)),
  ),
  sum: defineFunction('sum(iterable, /, start?)', (items, start = 0) => total(items, start)),
  zip: variadic('zip', (sources) => new Lazy(zipped(sources), 'zip', 'zip')),
})

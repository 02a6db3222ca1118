import { Float } from '../../../kernel/index.ts'
import { typeName } from '../type-name.ts'
import { type HashKey, Host, PythonError, type Value } from '../types.ts'

/**
 * What stands for a value as a key of a Map, so that the Map finds equal what Python finds equal:
 * `1`, `1.0` and `True`, tuples of equal content, `str` and Markup. TypeError for lists and dicts.
 */
export function hashKey(value: Value): HashKey {
  switch (typeof value) {
    case 'string':
      return textKey(value)
    case 'number':
    case 'bigint':
    case 'function':
      return value
    case 'boolean':
      return value ? 1 : 0
    default:
  }
  if (value === null) return null
  if (value instanceof Float) {
    return Number.isSafeInteger(value.value) ? value.value : BigInt(value.value)
  }
  if (value instanceof Host) return value.hashKey()
  throw new PythonError('TypeError', `unhashable type: '${typeName(value)}'`)
}

/** Text that begins with NUL is marked, so that it meets no composed key: those begin with NUL too. */
export function textKey(text: string): string {
  return text.charCodeAt(0) === 0 ? `\0s${text}` : text
}

/** One key for several, in their order; `tag` is one letter that tells the kinds of composed keys apart. */
export function composedKey(tag: string, items: Iterable<Value>): string {
  let key = `\0${tag}`
  for (const item of items) key += encode(hashKey(item))
  return key
}

/** One key for several in whatever order. */
export function unorderedKey(tag: string, keys: Iterable<HashKey>): string {
  return `\0${tag}${Array.from(keys, encode).sort().join('')}`
}

function encode(key: HashKey): string {
  switch (typeof key) {
    case 'string':
      return `s${key.length}:${key}`
    case 'number':
      return `n${key + 0};`
    case 'bigint':
      return `b${key};`
    default:
      return key === null ? 'N' : `o${identity(key)};`
  }
}

const identities = new WeakMap<object, number>()
let lastIdentity = 0

/** A number for an object, the same each time. */
function identity(object: object): number {
  let number = identities.get(object)
  if (number === undefined) {
    number = ++lastIdentity
    identities.set(object, number)
  }
  return number
}

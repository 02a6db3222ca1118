import { CivilTime, Float, MINUTE, SECOND } from '../../kernel/index.ts'
import { Bytes } from './bytes.ts'
import { Dict } from './collection/dict.ts'
import { SetLike } from './collection/set.ts'
import { Tuple } from './collection/tuple.ts'
import { DateOnly, DateTime, TimeZone } from './datetime/index.ts'
import { normalise } from './number/kind.ts'
import { str } from './text/repr.ts'
import { asText } from './text/text.ts'
import { Host, PythonError, type Value } from './types.ts'

/**
 * A value of YAML, JSON or JavaScript as a template sees it: objects and Maps become dicts, undefined None,
 * dates datetimes. A function stays what it is: it must be a `Callable`.
 */
export function fromHost(value: unknown): Value {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      // JSON's 1e300 is no int, however integral it is.
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? new Float(value) : value
    case 'bigint':
      return normalise(value)
    case 'function':
      return value as Value
    case 'object':
      return value === null ? null : fromObject(value)
    default:
      return null
  }
}

function fromObject(value: object): Value {
  if (Array.isArray(value)) return value.map(fromHost)
  if (value instanceof Host || value instanceof Float) return value
  if (value instanceof CivilTime) return fromCivilTime(value)
  if (value instanceof Uint8Array) return new Bytes(value)
  if (value instanceof Date) {
    const seconds = Math.floor(value.getTime() / 1000)
    const rest = (value.getTime() - seconds * 1000) * 1000
    return DateTime.shifted(0, seconds * SECOND + rest, TimeZone.utc)
  }
  if (value instanceof Set) return Array.from(value, fromHost)
  const dict = new Dict()
  const entries = value instanceof Map ? value.entries() : Object.entries(value)
  for (const [key, item] of entries) dict.set(fromHost(key), fromHost(item))
  return dict
}

function fromCivilTime(time: CivilTime): Value {
  if (time.dateOnly) return DateOnly.of(time.year, time.month, time.day)
  return DateTime.of(time, time.offset === null ? null : TimeZone.of(time.offset * MINUTE))
}

/**
 * A template's value as plain JavaScript: dicts become objects with text keys, tuples and sets arrays, bytes
 * Uint8Array, whatever JSON has no form for its text. Floats keep their box, so that `1.0` stays `1.0`.
 * ValueError for a value that contains itself.
 */
export function toHost(value: Value): unknown {
  return convert(value, [])
}

function convert(value: Value, parents: readonly Value[]): unknown {
  if (typeof value === 'function') return str(value)
  if (value === null || typeof value !== 'object' || value instanceof Float) return value
  if (parents.includes(value)) throw new PythonError('ValueError', 'Circular reference detected')
  const within = [...parents, value]
  if (Array.isArray(value)) return value.map((item) => convert(item, within))
  if (value instanceof Dict) {
    const object: Record<string, unknown> = {}
    for (const [key, item] of value.entries()) {
      // Defined, not assigned: a key `__proto__` is one like any other.
      Object.defineProperty(object, str(key), {
        value: convert(item, within),
        enumerable: true,
        writable: true,
        configurable: true,
      })
    }
    return object
  }
  if (value instanceof Tuple) return value.items.map((item) => convert(item, within))
  if (value instanceof SetLike) return value.toArray().map((item) => convert(item, within))
  return value instanceof Bytes ? value.data : (asText(value) ?? str(value))
}

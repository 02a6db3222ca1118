import { characters, textLength } from '../text/code-points.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'

/** `iter(v)`: text by character, dicts by key. TypeError if v cannot be iterated. */
export function iterate(value: Value): Iterable<Value> {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return characters(value)
  const items = value instanceof Host ? value.iterate() : undefined
  if (items === undefined) throw new PythonError('TypeError', `'${typeName(value)}' object is not iterable`)
  return items
}

/** An iterator over v. */
export function iterator(value: Value): Iterator<Value> {
  return iterate(value)[Symbol.iterator]()
}

/** All elements of v. A list is returned as it is, not copied: do not change what you get. */
export function toArray(value: Value): Value[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return characters(value)
  const items = value instanceof Host ? value.toArray() : undefined
  if (items === undefined) throw new PythonError('TypeError', `'${typeName(value)}' object is not iterable`)
  return items
}

/** All elements of v as an array that nobody else holds. */
export function copyItems(value: Value): Value[] {
  return toArray(value).slice()
}

/** `len(v)`. TypeError if v has no length. */
export function length(value: Value): number {
  if (Array.isArray(value)) return value.length
  if (typeof value === 'string') return textLength(value)
  const count = value instanceof Host ? value.length() : undefined
  if (count === undefined)
    throw new PythonError('TypeError', `object of type '${typeName(value)}' has no len()`)
  return count
}

/** Can it be iterated? */
export function isIterable(value: Value): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true
  return value instanceof Host && value.iterate() !== undefined
}

/** `reversed(v)`; undefined when v has no last element to begin with. */
export function reversed(value: Value): Iterable<Value> | undefined {
  if (typeof value === 'string') return characters(value).reverse()
  if (Array.isArray(value)) return reversedItems(value)
  return value instanceof Host ? value.reversed() : undefined
}

function* reversedItems(items: readonly Value[]): Iterable<Value> {
  for (let i = items.length - 1; i >= 0; i--) yield items[i]!
}

/** The elements of v for `a, b = v`; ValueError if there are not exactly `count`. */
export function unpack(value: Value, count: number): Value[] {
  if (Array.isArray(value) && value.length === count) return value
  const items: Value[] = []
  const source = unpackable(value)
  if (Array.isArray(source) && source.length === count) return source
  for (const item of source) {
    if (items.length === count) {
      throw new PythonError('ValueError', `too many values to unpack (expected ${count})`)
    }
    items.push(item)
  }
  if (items.length < count) {
    throw new PythonError(
      'ValueError',
      `not enough values to unpack (expected ${count}, got ${items.length})`,
    )
  }
  return items
}

function unpackable(value: Value): Iterable<Value> {
  if (value instanceof Host || typeof value === 'string' || Array.isArray(value)) {
    const items = value instanceof Host ? value.iterate() : iterate(value)
    if (items !== undefined) return items
  }
  throw new PythonError('TypeError', `cannot unpack non-iterable ${typeName(value)} object`)
}

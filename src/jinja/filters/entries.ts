import { needMethod } from '../python/attribute.ts'
import { Dict } from '../python/collection/dict.ts'
import { toArray, unpack } from '../python/collection/iterate.ts'
import type { Value } from '../python/types.ts'

/** The keys and values that `v.items()` gives. AttributeError if v has no such method. */
export function entriesOf(value: Value): (readonly [Value, Value])[] {
  if (value instanceof Dict) {
    const values = value.values()
    return value.keys().map((key, i) => [key, values[i]!])
  }
  return toArray(needMethod(value, 'items')([])).map((pair) => unpack(pair, 2) as [Value, Value])
}

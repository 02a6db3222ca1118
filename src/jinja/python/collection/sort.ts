import { gt, lt } from '../compare.ts'
import { compareText } from '../text/code-points.ts'
import type { Value } from '../types.ts'

/** `sorted(items, key=…, reverse=…)`: stable, also when reversed. TypeError where `<` is. */
export function sorted(items: readonly Value[], key?: (item: Value) => Value, reverse = false): Value[] {
  if (key === undefined && !reverse) return items.toSorted(order)
  const keyed = items.map((item) => ({ item, key: key === undefined ? item : key(item) }))
  // Turned round before and after, elements that are equal keep their order.
  if (reverse) keyed.reverse()
  keyed.sort((a, b) => order(a.key, b.key))
  if (reverse) keyed.reverse()
  return keyed.map(({ item }) => item)
}

/**
 * JavaScript hands a later element first, as Python's sort asks whether a later one is less than an earlier
 * one; so messages name the types in the same order.
 */
function order(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return lt(a, b) ? -1 : lt(b, a) ? 1 : 0
}

/** The least or the greatest of some values, the first of equal ones; undefined of none. */
export function extreme(
  items: Iterable<Value>,
  greatest: boolean,
  key: (item: Value) => Value = (item) => item,
): Value | undefined {
  let best: Value | undefined
  let bestKey: Value = null
  for (const item of items) {
    const itemKey = key(item)
    if (best === undefined || (greatest ? gt(itemKey, bestKey) : lt(itemKey, bestKey))) {
      best = item
      bestKey = itemKey
    }
  }
  return best
}

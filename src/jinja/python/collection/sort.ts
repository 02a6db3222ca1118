import { gt, lt } from '../compare.ts'
import { compareText } from '../text/code-points.ts'
import type { Value } from '../types.ts'

/** So many elements are sorted by insertion, which needs no comparing function. */
const FEW = 16

/** `sorted(items, key=…, reverse=…)`: stable, also when reversed. TypeError where `<` is. */
export function sorted(
  items: readonly Value[],
  key?: (item: Value) => Value,
  reverse = false,
  compare = order,
): Value[] {
  return arranged(items, key, reverse, compare).items
}

/** As `sorted`, with the key of each element beside it. */
export function arranged(
  items: readonly Value[],
  key?: (item: Value) => Value,
  reverse = false,
  compare = order,
): { readonly items: Value[]; readonly keys: Value[] } {
  const keys = key === undefined ? items : keysOf(items, key)
  if (items.length <= FEW && alike(keys)) return inserted(items, keys, reverse)
  const places = items.map((_, i) => i)
  // Turned round before and after, elements that are equal keep their order.
  if (reverse) places.reverse()
  places.sort((a, b) => compare(keys[a]!, keys[b]!))
  if (reverse) places.reverse()
  return { items: places.map((place) => items[place]!), keys: places.map((place) => keys[place]!) }
}

function keysOf(items: readonly Value[], key: (item: Value) => Value): Value[] {
  const keys: Value[] = []
  for (let i = 0; i < items.length; i++) keys.push(key(items[i]!))
  return keys
}

/** Are all of them text, or all of them numbers? */
function alike(keys: readonly Value[]): boolean {
  const kind = typeof keys[0]
  if (kind !== 'string' && kind !== 'number') return keys.length === 0
  for (let i = 1; i < keys.length; i++) if (typeof keys[i] !== kind) return false
  return true
}

function inserted(
  items: readonly Value[],
  keys: readonly Value[],
  reverse: boolean,
): { items: Value[]; keys: Value[] } {
  const made = items.slice()
  const ordered = keys.slice()
  for (let i = 1; i < made.length; i++) {
    const item = made[i]!
    const key = ordered[i]!
    let at = i
    while (at > 0 && (reverse ? order(ordered[at - 1]!, key) : order(key, ordered[at - 1]!)) < 0) {
      made[at] = made[at - 1]!
      ordered[at] = ordered[at - 1]!
      at--
    }
    made[at] = item
    ordered[at] = key
  }
  return { items: made, keys: ordered }
}

/**
 * JavaScript hands a later element first, as Python's sort asks whether a later one is less than an earlier
 * one; so messages name the types in the same order.
 */
export function order(a: Value, b: Value): number {
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

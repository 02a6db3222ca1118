import { compare, gt, lt } from '../compare.ts'
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
  const alike = areAlike(keys)
  if (alike && items.length <= FEW) return inserted(items, keys, reverse)
  const places = items.map((_, i) => i)
  if (alike) return placed(items, keys, merged(places, keys, reverse))
  // Turned round before and after, elements that are equal keep their order.
  if (reverse) places.reverse()
  places.sort((a, b) => compare(keys[a]!, keys[b]!))
  if (reverse) places.reverse()
  return placed(items, keys, places)
}

function placed(
  items: readonly Value[],
  keys: readonly Value[],
  places: readonly number[],
): { items: Value[]; keys: Value[] } {
  return { items: places.map((place) => items[place]!), keys: places.map((place) => keys[place]!) }
}

function keysOf(items: readonly Value[], key: (item: Value) => Value): Value[] {
  const keys: Value[] = []
  for (let i = 0; i < items.length; i++) keys.push(key(items[i]!))
  return keys
}

/** Are all of them text, or all of them numbers that have an order? */
function areAlike(keys: readonly Value[]): boolean {
  const kind = typeof keys[0]
  if (kind !== 'string' && kind !== 'number') return keys.length === 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    if (typeof key !== kind || Number.isNaN(key)) return false
  }
  return true
}

/** Must `b`, which comes behind `a`, stand before it? Both are text or numbers. */
function isTurned(a: Value, b: Value, reverse: boolean): boolean {
  if (typeof a === 'string') {
    const found = compareText(a, b as string)
    return reverse ? found < 0 : found > 0
  }
  return reverse ? (a as number) < (b as number) : (a as number) > (b as number)
}

function inserted(
  items: readonly Value[],
  keys: readonly Value[],
  reverse: boolean,
): { items: Value[]; keys: Value[] } {
  const made = items.slice()
  const ordered = keys === items ? made : keys.slice()
  for (let i = 1; i < made.length; i++) {
    const item = made[i]!
    const key = ordered[i]!
    let at = i
    while (at > 0 && isTurned(ordered[at - 1]!, key, reverse)) {
      made[at] = made[at - 1]!
      ordered[at] = ordered[at - 1]!
      at--
    }
    made[at] = item
    ordered[at] = key
  }
  return { items: made, keys: ordered }
}

/** The places in the order of their keys, by merging ever longer runs: the system's own sort calls back for each pair. */
function merged(places: number[], keys: readonly Value[], reverse: boolean): number[] {
  let from = places
  let to = places.slice()
  for (let run = 1; run < from.length; run *= 2) {
    for (let start = 0; start < from.length; start += 2 * run) {
      const middle = Math.min(start + run, from.length)
      const end = Math.min(middle + run, from.length)
      let left = start
      let right = middle
      for (let at = start; at < end; at++) {
        const takesRight =
          left === middle || (right < end && isTurned(keys[from[left]!]!, keys[from[right]!]!, reverse))
        to[at] = from[takesRight ? right++ : left++]!
      }
    }
    ;[from, to] = [to, from]
  }
  return from
}

/**
 * JavaScript hands a later element first, as Python's sort asks whether a later one is less than an earlier
 * one; so messages name the types in the same order.
 */
export function order(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const found = compare(a, b, '<')
  return found < 0 ? -1 : found > 0 ? 1 : 0
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

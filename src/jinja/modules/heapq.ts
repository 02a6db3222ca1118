import {
  call,
  defineFunction,
  Lazy,
  lt,
  PythonError,
  sorted,
  truth,
  typeName,
  type Value,
} from '../python/ops.ts'
import { Namespace, variadic } from './native.ts'
import { index, list } from './read.ts'

/** A list whose element i is not greater than those at 2i + 1 and 2i + 2. */
type Heap = Value[]

function heap(value: Value): Heap {
  if (Array.isArray(value)) return value as Heap
  throw new PythonError('TypeError', `heap argument must be a list, not ${typeName(value)}`)
}

/** Moves the element at `at` towards the root, no further than `top`, to where its parent is not greater. */
function rise(items: Heap, top: number, at: number): void {
  const item = items[at]!
  let place = at
  while (place > top) {
    const parent = (place - 1) >> 1
    if (!lt(item, items[parent]!)) break
    items[place] = items[parent]!
    place = parent
  }
  items[place] = item
}

/**
 * Moves the element at `at` to the leaves, and up again to where it belongs: with fewer comparisons than if it stopped on
 * its way down, and with the same order of the list as CPython's.
 */
function sink(items: Heap, at: number): void {
  const item = items[at]!
  let place = at
  for (let child = 2 * at + 1; child < items.length; child = 2 * place + 1) {
    const right = child + 1
    if (right < items.length && !lt(items[child]!, items[right]!)) child = right
    items[place] = items[child]!
    place = child
  }
  items[place] = item
  rise(items, at, place)
}

function pop(items: Heap): Value {
  const last = items.pop()
  if (last === undefined) throw new PythonError('IndexError', 'index out of range')
  return items.length === 0 ? last : replace(items, last)
}

/** Takes the least and puts another in its place. */
function replace(items: Heap, item: Value): Value {
  const least = items[0]
  if (least === undefined) throw new PythonError('IndexError', 'index out of range')
  items[0] = item
  sink(items, 0)
  return least
}

const keyed = (key: Value) => (key === null ? undefined : (item: Value) => call(key, [item]))

function first(n: Value, items: Value, key: Value, reverse: boolean): Value[] {
  return sorted(list(items), keyed(key), reverse).slice(0, Math.max(0, index(n)))
}

/** Python's `heapq`. */
export const heapqModule = new Namespace('heapq', {
  heappush: defineFunction('heappush(heap, item)', (items, item) => {
    const all = heap(items)
    rise(all, 0, all.push(item) - 1)
    return null
  }),
  heappop: defineFunction('heappop(heap)', (items) => pop(heap(items))),
  heapify: defineFunction('heapify(heap)', (items) => {
    const all = heap(items)
    for (let at = (all.length >> 1) - 1; at >= 0; at--) sink(all, at)
    return null
  }),
  heappushpop: defineFunction('heappushpop(heap, item)', (items, item) => {
    const all = heap(items)
    return all.length > 0 && lt(all[0]!, item) ? replace(all, item) : item
  }),
  heapreplace: defineFunction('heapreplace(heap, item)', (items, item) => replace(heap(items), item)),
  merge: variadic('merge', (sources, keywords) => {
    const key = keyed(keywords.get('key') ?? null)
    return new Lazy(sorted(sources.flatMap(list), key, truth(keywords.get('reverse') ?? false)), 'merge')
  }),
  nlargest: defineFunction('nlargest(n, iterable, key?)', (n, items, key = null) =>
    first(n, items, key, true),
  ),
  nsmallest: defineFunction('nsmallest(n, iterable, key?)', (n, items, key = null) =>
    first(n, items, key, false),
  ),
})

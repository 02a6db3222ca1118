import { call, defineFunction, getItem, length, lt, PythonError, type Value } from '../python/ops.ts'
import { Namespace } from './native.ts'
import { index } from './read.ts'

/** Where to put a value so that a list stays sorted: before what is equal to it, or behind. */
type Side = 'left' | 'right'

function place(side: Side, items: Value, x: Value, lo: Value, hi: Value, key: Value): number {
  let low = index(lo)
  let high = hi === null ? length(items) : index(hi)
  if (low < 0) throw new PythonError('ValueError', 'lo must be non-negative')
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const found = getItem(items, middle)
    const other = key === null ? found : call(key, [found])
    if (side === 'left' ? lt(other, x) : !lt(x, other)) low = middle + 1
    else high = middle
  }
  return low
}

const finder = (name: string, side: Side) =>
  defineFunction(`${name}(a, x, lo?, hi?, *, key?)`, (items, x, lo = 0, hi = null, key = null) =>
    place(side, items, x, lo, hi, key),
  )

const inserter = (name: string, side: Side) =>
  defineFunction(`${name}(a, x, lo?, hi?, *, key?)`, (items, x, lo = 0, hi = null, key = null) => {
    if (!Array.isArray(items)) throw new PythonError('AttributeError', "object has no attribute 'insert'")
    const by = key === null ? x : call(key, [x])
    items.splice(place(side, items, by, lo, hi, key), 0, x)
    return null
  })

/** Python's `bisect`. */
export const bisectModule = new Namespace('bisect', {
  bisect: finder('bisect', 'right'),
  bisect_left: finder('bisect_left', 'left'),
  bisect_right: finder('bisect_right', 'right'),
  insort: inserter('insort', 'right'),
  insort_left: inserter('insort_left', 'left'),
  insort_right: inserter('insort_right', 'right'),
})

import { copyItems, iterate } from '../python/collection/iterate.ts'
import { Lazy } from '../python/collection/lazy.ts'
import { eq, lt } from '../python/compare.ts'
import { needInt } from '../python/number/index-value.ts'
import { PythonError, type Value } from '../python/types.ts'
import { type FilterTable, filter } from './define.ts'

export const CHUNK_FILTERS: FilterTable = {
  batch: filter('do_batch(value, linecount, fill_with?)', (_, value, size, fill = null) => {
    return new Lazy(batches(value, size, fill), 'do_batch')
  }),
  slice: filter('sync_do_slice(value, slices, fill_with?)', (_, value, count, fill = null) => {
    return new Lazy(slices(value, count, fill), 'sync_do_slice')
  }),
}

/** Groups of so many elements; the last is filled up where there is something to fill it with. */
function* batches(value: Value, size: Value, fill: Value): Iterable<Value> {
  let batch: Value[] = []
  for (const item of iterate(value)) {
    if (eq(batch.length, size)) {
      yield batch
      batch = []
    }
    batch.push(item)
  }
  if (batch.length === 0) return
  if (fill !== null && lt(batch.length, size)) {
    const most = needInt(size)
    while (batch.length < most) batch.push(fill)
  }
  yield batch
}

/** So many groups, the first of them one longer where it does not come out even. */
function* slices(value: Value, count: Value, fill: Value): Iterable<Value> {
  const items = copyItems(value)
  const number = needInt(count)
  if (number === 0) throw new PythonError('ZeroDivisionError', 'integer division or modulo by zero')
  const size = Math.floor(items.length / number)
  const longer = items.length - size * number
  let start = 0
  for (let i = 0; i < number; i++) {
    const end = start + size + (i < longer ? 1 : 0)
    const group = items.slice(start, end)
    if (fill !== null && i >= longer) group.push(fill)
    yield group
    start = end
  }
}

import {
  add,
  call,
  defineFunction,
  eq,
  iterate,
  iterator,
  Lazy,
  PythonError,
  Tuple,
  toArray,
  truth,
  type Value,
} from '../python/ops.ts'
import { classOf, Namespace, variadic } from './native.ts'
import { index } from './read.ts'

/** An iterator of itertools, by name. */
function lazy(name: string, source: Iterable<Value>): Lazy {
  return new Lazy(source, name, `itertools.${name}`)
}

function* counting(start: Value, step: Value): Generator<Value> {
  for (let at = start; ; at = add(at, step)) yield at
}

function* cycling(items: Value): Generator<Value> {
  const seen: Value[] = []
  for (const item of iterate(items)) {
    seen.push(item)
    yield item
  }
  while (seen.length > 0) yield* seen
}

function* repeating(item: Value, times: Value): Generator<Value> {
  for (let i = 0; times === null || i < index(times); i++) yield item
}

function* chained(sources: Iterable<Value>): Generator<Value> {
  for (const source of sources) yield* iterate(source)
}

function* accumulating(items: Value, fn: Value, initial: Value): Generator<Value> {
  let total: Value | undefined = initial ?? undefined
  if (total !== undefined) yield total
  for (const item of iterate(items)) {
    total = total === undefined ? item : fn === null ? add(total, item) : call(fn, [total, item])
    yield total
  }
}

function* sliced(items: Value, bounds: readonly Value[]): Generator<Value> {
  const [start, stop, step] =
    bounds.length === 1 ? [null, bounds[0]!, null] : [bounds[0]!, bounds[1]!, bounds[2] ?? null]
  const from = start === null ? 0 : index(start)
  const to = stop === null ? Number.POSITIVE_INFINITY : index(stop)
  const by = step === null ? 1 : index(step)
  if (from < 0 || to < 0 || by < 1) {
    throw new PythonError(
      'ValueError',
      'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.',
    )
  }
  let at = 0
  if (to === 0) return
  for (const item of iterate(items)) {
    if (at >= from && (at - from) % by === 0 && at < to) yield item
    if (++at >= to) return
  }
}

function* filtered(keep: (item: Value) => boolean, items: Value): Generator<Value> {
  for (const item of iterate(items)) if (keep(item)) yield item
}

function* zippedLongest(sources: readonly Value[], fill: Value): Generator<Value> {
  const iterators = sources.map((source) => iterator(source))
  for (;;) {
    const steps = iterators.map((one) => one.next())
    if (steps.every((step) => step.done)) return
    yield new Tuple(steps.map((step) => (step.done ? fill : step.value)))
  }
}

function* grouped(items: Value, key: Value): Generator<Value> {
  let group: Value[] = []
  let groupKey: Value | undefined
  for (const item of iterate(items)) {
    const itemKey = key === null ? item : call(key, [item])
    if (groupKey !== undefined && !eq(itemKey, groupKey)) {
      yield new Tuple([groupKey, lazy('_grouper', group)])
      group = []
    }
    groupKey = itemKey
    group.push(item)
  }
  if (groupKey !== undefined) yield new Tuple([groupKey, lazy('_grouper', group)])
}

function* products(
  pools: readonly (readonly Value[])[],
  at = 0,
  chosen: readonly Value[] = [],
): Generator<Value> {
  if (at === pools.length) yield new Tuple(chosen)
  else for (const item of pools[at]!) yield* products(pools, at + 1, [...chosen, item])
}

/** Choices of `size` positions; `next` gives the positions that may follow those chosen. */
function* choices(
  pool: readonly Value[],
  size: number,
  next: (chosen: readonly number[], position: number) => boolean,
  chosen: readonly number[] = [],
): Generator<Value> {
  if (chosen.length === size) {
    yield new Tuple(chosen.map((i) => pool[i]!))
    return
  }
  for (let i = 0; i < pool.length; i++) if (next(chosen, i)) yield* choices(pool, size, next, [...chosen, i])
}

function sized(r: Value): number {
  const size = index(r)
  if (size < 0) throw new PythonError('ValueError', 'r must be non-negative')
  return size
}

const last = (chosen: readonly number[]): number => chosen.at(-1) ?? -1

function* pairs(items: Value): Generator<Value> {
  let before: Value | undefined
  for (const item of iterate(items)) {
    if (before !== undefined) yield new Tuple([before, item])
    before = item
  }
}

function* batches(items: Value, size: number): Generator<Value> {
  let batch: Value[] = []
  for (const item of iterate(items)) {
    batch.push(item)
    if (batch.length === size) {
      yield new Tuple(batch)
      batch = []
    }
  }
  if (batch.length > 0) yield new Tuple(batch)
}

function* starmapped(fn: Value, items: Value): Generator<Value> {
  for (const args of iterate(items)) yield call(fn, [...iterate(args)])
}

function* takenWhile(predicate: Value, items: Value): Generator<Value> {
  for (const item of iterate(items)) {
    if (!truth(call(predicate, [item]))) return
    yield item
  }
}

function* droppedWhile(predicate: Value, items: Value): Generator<Value> {
  let dropping = true
  for (const item of iterate(items)) {
    dropping &&= truth(call(predicate, [item]))
    if (!dropping) yield item
  }
}

function* compressed(data: Value, selectors: Value): Generator<Value> {
  const keep = iterator(selectors)
  for (const item of iterate(data)) {
    const step = keep.next()
    if (step.done) return
    if (truth(step.value)) yield item
  }
}

/** Each keeps what was read for the others. */
function tee(items: Value, n: Value): Tuple {
  const source = iterator(items)
  const seen: Value[] = []
  function* copy(): Generator<Value> {
    for (let i = 0; ; i++) {
      if (i === seen.length) {
        const step = source.next()
        if (step.done) return
        seen.push(step.value)
      }
      yield seen[i]!
    }
  }
  return new Tuple(Array.from({ length: index(n) }, () => lazy('_tee', copy())))
}

/** Python's `itertools`. */
export const itertoolsModule = new Namespace('itertools', {
  accumulate: defineFunction('accumulate(iterable, func?, *, initial?)', (items, fn = null, initial = null) =>
    lazy('accumulate', accumulating(items, fn, initial)),
  ),
  batched: defineFunction('batched(iterable, n)', (items, n) => {
    const size = index(n)
    if (size < 1) throw new PythonError('ValueError', 'n must be at least one')
    return lazy('batched', batches(items, size))
  }),
  chain: classOf(
    'itertools.chain',
    variadic('chain', (sources) => lazy('chain', chained(sources))),
    {
      from_iterable: defineFunction('from_iterable(iterable)', (sources) =>
        lazy('chain', chained(iterate(sources))),
      ),
    },
  ),
  combinations: defineFunction('combinations(iterable, r)', (items, r) =>
    lazy(
      'combinations',
      choices(toArray(items), sized(r), (chosen, i) => i > last(chosen)),
    ),
  ),
  combinations_with_replacement: defineFunction('combinations_with_replacement(iterable, r)', (items, r) =>
    lazy(
      'combinations_with_replacement',
      choices(toArray(items), sized(r), (chosen, i) => i >= last(chosen)),
    ),
  ),
  compress: defineFunction('compress(data, selectors)', (data, selectors) =>
    lazy('compress', compressed(data, selectors)),
  ),
  count: defineFunction('count(start?, step?)', (start = 0, step = 1) =>
    lazy('count', counting(start, step)),
  ),
  cycle: defineFunction('cycle(iterable)', (items) => lazy('cycle', cycling(items))),
  dropwhile: defineFunction('dropwhile(predicate, iterable)', (predicate, items) =>
    lazy('dropwhile', droppedWhile(predicate, items)),
  ),
  filterfalse: defineFunction('filterfalse(function, iterable)', (fn, items) =>
    lazy(
      'filterfalse',
      filtered((item) => !truth(fn === null ? item : call(fn, [item])), items),
    ),
  ),
  groupby: defineFunction('groupby(iterable, key?)', (items, key = null) =>
    lazy('groupby', grouped(items, key)),
  ),
  islice: variadic('islice', ([items = [], ...bounds]) => lazy('islice', sliced(items, bounds))),
  pairwise: defineFunction('pairwise(iterable)', (items) => lazy('pairwise', pairs(items))),
  permutations: defineFunction('permutations(iterable, r?)', (items, r = null) => {
    const pool = toArray(items)
    const size = r === null ? pool.length : sized(r)
    return lazy(
      'permutations',
      choices(pool, size, (chosen, i) => !chosen.includes(i)),
    )
  }),
  product: variadic('product', (sources, keywords) => {
    const pools = sources.map((source) => [...toArray(source)])
    const times = index(keywords.get('repeat') ?? 1)
    return lazy('product', products(Array.from({ length: times }, () => pools).flat()))
  }),
  repeat: defineFunction('repeat(object, times?)', (item, times = null) =>
    lazy('repeat', repeating(item, times)),
  ),
  starmap: defineFunction('starmap(function, iterable)', (fn, items) =>
    lazy('starmap', starmapped(fn, items)),
  ),
  takewhile: defineFunction('takewhile(predicate, iterable)', (predicate, items) =>
    lazy('takewhile', takenWhile(predicate, items)),
  ),
  tee: defineFunction('tee(iterable, n?)', (items, n = 2) => tee(items, n)),
  zip_longest: variadic('zip_longest', (sources, keywords) =>
    lazy('zip_longest', zippedLongest(sources, keywords.get('fillvalue') ?? null)),
  ),
})

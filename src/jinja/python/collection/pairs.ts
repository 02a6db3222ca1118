import { Host, PythonError, type Value } from '../types.ts'
import { isIterable, iterate, toArray } from './iterate.ts'

/** The entries of what `dict(…)` and `dict.update(…)` take that is no dict: a mapping or an iterable of pairs. */
export function* pairsOf(source: Value): Generator<readonly [Value, Value], void> {
  const keys = source instanceof Host ? source.methods?.get('keys') : undefined
  if (keys) {
    for (const key of toArray(keys(source as never, []))) yield [key, (source as Host).getItem(key) ?? null]
    return
  }
  let index = 0
  for (const pair of iterate(source)) {
    if (!isIterable(pair)) {
      throw new PythonError(
        'TypeError',
        `cannot convert dictionary update sequence element #${index} to a sequence`,
      )
    }
    const items = toArray(pair)
    if (items.length !== 2) {
      throw new PythonError(
        'ValueError',
        `dictionary update sequence element #${index} has length ${items.length}; 2 is required`,
      )
    }
    yield [items[0]!, items[1]!]
    index++
  }
}

import {
  Dict,
  getAttr,
  getItem,
  isCallable,
  Kwargs,
  PythonError,
  call as pythonCall,
  repr,
  toArray,
  Undefined,
  type Value,
} from '../../python/ops.ts'

export function keywordDict(keywords: ReadonlyMap<string, Value>): Dict {
  return new Dict(keywords)
}

/** The keyword arguments of a call with `**named`; nothing when there are none. */
export function keywords(given: readonly (readonly [string, Value])[], named: Value): [] | [Kwargs] {
  const all = new Map(given)
  for (const [name, value] of pairs(named)) {
    if (typeof name !== 'string') throw new PythonError('TypeError', 'keywords must be strings')
    if (all.has(name)) {
      throw new PythonError('TypeError', `got multiple values for keyword argument ${repr(name)}`)
    }
    all.set(name, value)
  }
  return all.size === 0 ? [] : [Kwargs.from(all)]
}

function pairs(named: Value): Iterable<readonly [Value, Value]> {
  if (named instanceof Dict) return named.entries()
  const keys = named === null || named instanceof Undefined ? null : getAttr(named, 'keys')
  if (keys === null || !isCallable(keys)) {
    throw new PythonError('TypeError', 'argument after ** must be a mapping')
  }
  return toArray(pythonCall(keys, [])).map((key) => [key, getItem(named, key)])
}

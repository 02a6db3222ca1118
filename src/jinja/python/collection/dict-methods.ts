import { defineMethods } from '../arguments.ts'
import { repr } from '../text/repr.ts'
import { type Method, type Methods, PythonError, type Value } from '../types.ts'
import type { Dict } from './dict.ts'
import { DictView } from './dict-view.ts'
import { toArray } from './iterate.ts'
import { Tuple } from './tuple.ts'

const update: Method<Dict> = (dict, args) => {
  dict.fill('update', args)
  return null
}

export const DICT_METHODS: Methods<Dict> = new Map([
  ...defineMethods<Dict>('dict', {
    'get(key, default?, /)': (dict, key, otherwise = null) => {
      // No `??` here: null is None, a value like any other.
      const value = dict.get(key)
      return value === undefined ? otherwise : value
    },
    'keys()': (dict) => new DictView(dict, 'keys'),
    'values()': (dict) => new DictView(dict, 'values'),
    'items()': (dict) => new DictView(dict, 'items'),
    'copy()': (dict) => dict.copy(),
    'clear()': (dict) => {
      dict.clear()
      return null
    },
    'pop(key, default?, /)': pop,
    'popitem()': (dict) => {
      const key = dict.keys().at(-1)
      if (key === undefined) throw new PythonError('KeyError', "'popitem(): dictionary is empty'")
      return new Tuple([key, pop(dict, key)])
    },
    'setdefault(key, default?, /)': (dict, key, value = null) => {
      const known = dict.get(key)
      if (known !== undefined) return known
      dict.set(key, value)
      return value
    },
    'fromkeys(iterable, value?, /)': (dict, keys, value = null) => dict.fromKeys(toArray(keys), value),
  }),
  ['update', update],
])

function pop(dict: Dict, key: Value, otherwise?: Value): Value {
  const value = dict.get(key)
  if (value !== undefined) {
    dict.delete(key)
    return value
  }
  if (otherwise === undefined) throw new PythonError('KeyError', repr(key))
  return otherwise
}

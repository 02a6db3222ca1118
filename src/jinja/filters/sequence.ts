import { callMethod, slice } from '../python/access.ts'
import { attribute as attributeOf } from '../python/attribute.ts'
import { Dict } from '../python/collection/dict.ts'
import { copyItems, iterator, length, reversed, toArray } from '../python/collection/iterate.ts'
import { Lazy } from '../python/collection/lazy.ts'
import { escapeText, escapeValue, Markup, softText } from '../python/markup.ts'
import type { Runtime } from '../python/runtime.ts'
import { str, truth } from '../python/text/repr.ts'
import { asText, needText } from '../python/text/text.ts'
import { describeType, typeName } from '../python/type-name.ts'
import { Host, PythonError, type Value } from '../python/types.ts'
import { Undefined } from '../python/undefined.ts'
import { getter } from './attribute-path.ts'
import { type FilterTable, filter } from './define.ts'

const count = filter('len(obj)', (_, value) => length(value))
const otherwise = filter(
  'do_default(value, default_value?, boolean?)',
  (_, value, fallback = '', boolean = false) => {
    return value instanceof Undefined || (truth(boolean) && !truth(value)) ? fallback : value
  },
)

export const SEQUENCE_FILTERS: FilterTable = {
  attr: filter(
    'do_attr(environment, obj, name)',
    (rt, value, name) => {
      const text = needText(name, 'attribute name')
      return attributeOf(value, text) ?? rt.undefined({ object: value, name: text })
    },
    2,
  ),
  count,
  d: otherwise,
  default: otherwise,
  first: filter(
    'sync_do_first(environment, seq)',
    (rt, value) => {
      const next = iterator(value).next()
      return next.done ? rt.undefined({ hint: 'No first item, sequence was empty.' }) : next.value
    },
    2,
  ),
  items: filter('do_items(value)', (_, value) => new Lazy(pairs(value), 'do_items')),
  join: filter('sync_do_join(eval_ctx, value, d?, attribute?)', join, 2),
  last: filter('do_last(environment, seq)', last, 2),
  length: count,
  list: filter('sync_do_list(value)', (_, value) => {
    return value instanceof Lazy ? value.toArray() : copyItems(value)
  }),
  random: filter('do_random(context, seq)', random, 2),
  reverse: filter('do_reverse(value)', reverse),
}

function* pairs(value: Value): Iterable<Value> {
  if (value instanceof Undefined) return
  if (!(value instanceof Dict)) throw new PythonError('TypeError', 'Can only get item pairs from a mapping.')
  yield* toArray(callMethod(value, 'items', []))
}

function join(rt: Runtime, value: Value, separator: Value = '', attribute: Value = null): Value {
  const items = attribute === null ? toArray(value) : toArray(value).map(getter(rt, attribute))
  if (!rt.autoescape) {
    const between = str(separator)
    let joined = ''
    for (let i = 0; i < items.length; i++) joined += i === 0 ? str(items[i]!) : between + str(items[i]!)
    return joined
  }
  if (separator instanceof Markup) return new Markup(items.map(escapeText).join(separator.text))
  const safe = items.some((item) => item instanceof Host && item.html() !== undefined)
  if (!safe) return callMethod(softText(separator), 'join', [items.map(softText)])
  return callMethod(escapeValue(separator), 'join', [items])
}

function last(rt: Runtime, value: Value): Value {
  if (Array.isArray(value) && value.length > 0) return value[value.length - 1]!
  // Indexing Markup gives Markup, and so does going through it from its end.
  if (value instanceof Markup && value.text !== '') return slice(value, -1, null, null)
  const items = reversed(value)
  if (items === undefined) throw new PythonError('TypeError', `'${typeName(value)}' object is not reversible`)
  for (const item of items) return item
  return rt.undefined({ hint: 'No last item, sequence was empty.' })
}

function random(rt: Runtime, value: Value): Value {
  if (Array.isArray(value)) return rt.rng.pick(value) ?? noRandomItem(rt)
  const size = length(value)
  if (size === 0) return noRandomItem(rt)
  const index = rt.rng.int(0, size - 1)
  const item = typeof value === 'string' ? slice(value, index, index + 1, null) : itemAt(value, index)
  if (item !== undefined) return item
  throw new PythonError('TypeError', `${describeType(value)} is not indexable`)
}

function noRandomItem(rt: Runtime): Value {
  return rt.undefined({ hint: 'No random item, sequence was empty.' })
}

function itemAt(value: Value, index: number): Value | undefined {
  if (value instanceof Dict) {
    const item = value.get(index)
    if (item === undefined) throw new PythonError('KeyError', String(index))
    return item
  }
  return value instanceof Host ? value.getItem(index) : undefined
}

const REVERSE_ITERATORS: Readonly<Record<string, string>> = {
  list: 'list_reverseiterator',
  dict: 'dict_reversekeyiterator',
  range: 'range_iterator',
}

function reverse(_rt: Runtime, value: Value): Value {
  if (asText(value) !== undefined) return slice(value, null, null, -1)
  const items = reversed(value)
  if (items !== undefined)
    return new Lazy(items, 'reversed', REVERSE_ITERATORS[typeName(value)] ?? 'reversed')
  try {
    return copyItems(value).reverse()
  } catch (error) {
    if (!(error instanceof PythonError && error.type === 'TypeError')) throw error
    throw new PythonError('FilterArgumentError', 'argument must be iterable')
  }
}

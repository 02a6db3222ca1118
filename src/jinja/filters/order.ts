import { hashKey } from '../python/collection/hash.ts'
import { toArray } from '../python/collection/iterate.ts'
import { LazySteps, type Step, taken } from '../python/collection/lazy.ts'
import { arranged, extreme, order, sorted } from '../python/collection/sort.ts'
import { NamedTuple, Tuple } from '../python/collection/tuple.ts'
import { eq } from '../python/compare.ts'
import type { Runtime } from '../python/runtime.ts'
import { truth } from '../python/text/repr.ts'
import { type HashKey, PythonError, type Value } from '../python/types.ts'
import { type Getter, getter, ignoreCase, multiGetter } from './attribute-path.ts'
import { type FilterTable, filter } from './define.ts'
import { entriesOf } from './entries.ts'

export const ORDER_FILTERS: FilterTable = {
  dictsort: filter('do_dictsort(value, case_sensitive?, by?, reverse?)', dictSort),
  groupby: filter('sync_do_groupby(environment, value, attribute, default?, case_sensitive?)', groupBy, 2),
  max: filter('do_max(environment, value, case_sensitive?, attribute?)', bound(true), 2),
  min: filter('do_min(environment, value, case_sensitive?, attribute?)', bound(false), 2),
  sort: filter('do_sort(environment, value, reverse?, case_sensitive?, attribute?)', sort, 2),
  unique: Object.assign(filter('do_unique(environment, value, case_sensitive?, attribute?)', unique, 2), {
    eager: allUnique,
  }),
}

/** What to do with each key before it is compared. */
function folding(caseSensitive: Value): Getter | undefined {
  return truth(caseSensitive) ? undefined : ignoreCase
}

function sort(
  rt: Runtime,
  value: Value,
  reverse: Value = false,
  caseSensitive: Value = false,
  attribute: Value = null,
): Value {
  return sorted(toArray(value), multiGetter(rt, attribute, folding(caseSensitive)), truth(reverse), inList)
}

/** Also a single key is compared as in a list, where equal elements (two undefined ones) need no order. */
function inList(a: Value, b: Value): number {
  return a === b || eq(a, b) ? 0 : order(a, b)
}

function unique(rt: Runtime, value: Value, caseSensitive: Value = false, attribute: Value = null): Value {
  return new UniqueSteps(value, rt, attribute, caseSensitive)
}

/** So many are looked through, which takes less than to make a Set. */
const FEW = 8

/** What was there already. */
class Seen {
  readonly #few: HashKey[] = []
  #many: Set<HashKey> | undefined = undefined

  /** Is it new? */
  add(key: HashKey): boolean {
    const few = this.#few
    if (this.#many === undefined && few.length < FEW) {
      if (few.includes(key)) return false
      few.push(key)
      return true
    }
    this.#many ??= new Set(few)
    if (this.#many.has(key)) return false
    this.#many.add(key)
    return true
  }
}

class UniqueSteps extends LazySteps {
  private readonly rt: Runtime
  private readonly attribute: Value
  private readonly caseSensitive: Value

  constructor(items: Value, rt: Runtime, attribute: Value, caseSensitive: Value) {
    super(items, 'do_unique')
    this.rt = rt
    this.attribute = attribute
    this.caseSensitive = caseSensitive
  }

  protected override begin(): Step {
    return onlyNew(this.rt, this.attribute, this.caseSensitive)
  }
}

function onlyNew(rt: Runtime, attribute: Value, caseSensitive: Value): Step {
  const key = getter(rt, attribute, null, folding(caseSensitive))
  const seen = new Seen()
  return (item) => (seen.add(hashKey(key(item))) ? item : undefined)
}

function allUnique(
  rt: Runtime,
  value: Value,
  caseSensitive: Value = false,
  attribute: Value = null,
): Value[] {
  return taken(value, onlyNew(rt, attribute, caseSensitive))
}

function bound(greatest: boolean): (rt: Runtime, value: Value, ...args: Value[]) => Value {
  return (rt, value, caseSensitive = false, attribute = null) =>
    extreme(toArray(value), greatest, getter(rt, attribute, null, folding(caseSensitive))) ??
    rt.undefined({ hint: 'No aggregated item, sequence was empty.' })
}

function dictSort(
  _rt: Runtime,
  value: Value,
  caseSensitive: Value = false,
  by: Value = 'key',
  reverse: Value = false,
): Value {
  const place = by === 'key' ? 0 : by === 'value' ? 1 : undefined
  if (place === undefined) {
    throw new PythonError('FilterArgumentError', 'You can only sort by either "key" or "value"')
  }
  const pairs = entriesOf(value).map((pair) => new Tuple(pair))
  const fold = folding(caseSensitive) ?? ((key: Value) => key)
  return sorted(pairs, (pair) => fold((pair as Tuple).items[place]!), truth(reverse))
}

/** A group: `grouper` and `list`, printed as a plain tuple. */
class Group extends NamedTuple {
  constructor(grouper: Value, list: Value) {
    super('_GroupTuple', ['grouper', 'list'], [grouper, list])
  }

  override repr(): string {
    return new Tuple(this.items).repr()
  }
}

function groupBy(
  rt: Runtime,
  value: Value,
  attribute: Value,
  otherwise: Value = null,
  caseSensitive: Value = false,
): Value {
  const key = getter(rt, attribute, otherwise, folding(caseSensitive))
  const shown = getter(rt, attribute, otherwise)
  const { items, keys } = arranged(toArray(value), key)
  const groups: Group[] = []
  for (let start = 0; start < items.length; ) {
    const first = keys[start]!
    let end = start + 1
    while (end < items.length && (keys[end] === first || eq(first, keys[end]!))) end++
    const group = items.slice(start, end)
    groups.push(new Group(truth(caseSensitive) ? first : shown(group[0]!), group))
    start = end
  }
  return groups
}

import { defineMethods, splitKeywords } from '../arguments.ts'
import { repr, reprItems } from '../text/repr.ts'
import {
  type BinaryOperator,
  type HashKey,
  Host,
  type Method,
  type Methods,
  type Ordering,
  PythonError,
  type Value,
} from '../types.ts'
import { hashKey, unorderedKey } from './hash.ts'
import { toArray } from './iterate.ts'

/** What `set` and `frozenset` share. Elements keep the order of insertion, Python's order is arbitrary. */
export abstract class SetLike extends Host {
  readonly elements = new Map<HashKey, Value>()

  constructor(items?: Iterable<Value>) {
    super()
    if (items) for (const item of items) this.elements.set(hashKey(item), item)
  }

  override length(): number {
    return this.elements.size
  }

  override iterate(): Iterable<Value> {
    return this.toArray()
  }

  override toArray(): Value[] {
    return Array.from(this.elements.values())
  }

  override contains(item: Value): boolean {
    return this.elements.has(hashKey(item))
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof SetLike)) return undefined
    return this.elements.size === other.elements.size && isSubset(this, other)
  }

  /** The order of sets is inclusion, so two sets may have none. */
  override compare(other: Value, _operator: Ordering): number | undefined {
    if (!(other instanceof SetLike)) return undefined
    if (isSubset(this, other)) return this.elements.size === other.elements.size ? 0 : -1
    return isSubset(other, this) ? 1 : Number.NaN
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (reflected || !(other instanceof SetLike)) return undefined
    const result = combineSets(operator, this.toArray(), other.toArray())
    return result && this instanceof FrozenSet ? new FrozenSet(result.elements.values()) : result
  }
}

/** Python's set. */
export class PySet extends SetLike {
  get typeName(): string {
    return 'set'
  }

  override get methods(): Methods<never> {
    return SET_METHODS
  }

  override repr(): string {
    return this.elements.size === 0 ? 'set()' : `{${reprItems(this.toArray())}}`
  }

  override hashKey(): HashKey {
    throw new PythonError('TypeError', "unhashable type: 'set'")
  }
}

/** Python's frozenset. */
export class FrozenSet extends SetLike {
  get typeName(): string {
    return 'frozenset'
  }

  override get methods(): Methods<never> {
    return SHARED
  }

  override repr(): string {
    return this.elements.size === 0 ? 'frozenset()' : `frozenset({${reprItems(this.toArray())}})`
  }

  override hashKey(): HashKey {
    return unorderedKey('f', this.elements.keys())
  }
}

function isSubset(a: SetLike, b: SetLike): boolean {
  for (const key of a.elements.keys()) if (!b.elements.has(key)) return false
  return true
}

/** `a op b` of sets given by their elements; undefined for an operator that sets do not have. */
export function combineSets(
  operator: BinaryOperator,
  a: readonly Value[],
  b: readonly Value[],
): PySet | undefined {
  const left = new PySet(a)
  const right = new PySet(b)
  switch (operator) {
    case '|':
      return new PySet([...a, ...b])
    case '&':
      return new PySet(left.toArray().filter((item) => right.contains(item)))
    case '-':
      return new PySet(left.toArray().filter((item) => !right.contains(item)))
    case '^':
      return new PySet([
        ...left.toArray().filter((item) => !right.contains(item)),
        ...right.toArray().filter((item) => !left.contains(item)),
      ])
    default:
      return undefined
  }
}

const asSet = (value: Value): SetLike =>
  value instanceof PySet || value instanceof FrozenSet ? value : new PySet(toArray(value))

function like(set: SetLike, items: Iterable<Value>): SetLike {
  return set instanceof FrozenSet ? new FrozenSet(items) : new PySet(items)
}

/** A method that combines the set with any number of iterables. */
function combining(operator: BinaryOperator): Method<SetLike> {
  return (set, args) => {
    const [others] = splitKeywords(args)
    const combined = others.reduce<Value[]>(
      (items, other) => combineSets(operator, items, toArray(other))?.toArray() ?? items,
      set.toArray(),
    )
    return like(set, combined)
  }
}

/** The same in place. */
function updating(operator: BinaryOperator): Method<PySet> {
  const combine = combining(operator)
  return (set, args) => {
    const combined = toArray(combine(set, args))
    set.elements.clear()
    for (const item of combined) set.elements.set(hashKey(item), item)
    return null
  }
}

const SHARED: Methods<SetLike> = new Map([
  ...defineMethods<SetLike>('set', {
    'copy()': (set) => like(set, set.toArray()),
    'isdisjoint(other, /)': (set, other) => !toArray(other).some((item) => set.contains(item)),
    'issubset(other, /)': (set, other) => isSubset(set, asSet(other)),
    'issuperset(other, /)': (set, other) => isSubset(asSet(other), set),
    'symmetric_difference(other, /)': (set, other) => combining('^')(set, [other]),
  }),
  ['union', combining('|')],
  ['intersection', combining('&')],
  ['difference', combining('-')],
])

const SET_METHODS: Methods<PySet> = new Map<string, Method<PySet>>([
  ...SHARED,
  ...defineMethods<PySet>('set', {
    'add(item, /)': (set, item) => {
      const key = hashKey(item)
      if (!set.elements.has(key)) set.elements.set(key, item)
      return null
    },
    'discard(item, /)': (set, item) => {
      set.elements.delete(hashKey(item))
      return null
    },
    'remove(item, /)': (set, item) => {
      if (!set.elements.delete(hashKey(item))) throw new PythonError('KeyError', repr(item))
      return null
    },
    'pop()': (set) => {
      for (const [key, item] of set.elements) {
        set.elements.delete(key)
        return item
      }
      throw new PythonError('KeyError', "'pop from an empty set'")
    },
    'clear()': (set) => {
      set.elements.clear()
      return null
    },
    'symmetric_difference_update(other, /)': (set, other) => updating('^')(set, [other]),
  }),
  ['update', updating('|')],
  ['intersection_update', updating('&')],
  ['difference_update', updating('-')],
])

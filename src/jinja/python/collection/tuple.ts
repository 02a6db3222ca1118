import { defineMethods } from '../arguments.ts'
import { compareItems, equalItems, indexOfItem } from '../compare.ts'
import { needInt } from '../number/index-value.ts'
import { asInt } from '../number/kind.ts'
import { repr, reprItems } from '../text/repr.ts'
import {
  type BinaryOperator,
  type HashKey,
  Host,
  type Methods,
  type Ordering,
  PythonError,
  type Value,
  type Walk,
} from '../types.ts'
import { composedKey } from './hash.ts'
import { copyItems } from './iterate.ts'
import { repeatItems } from './repeat.ts'
import { sliceItems } from './slice.ts'
import { ItemsWalk } from './walk.ts'

/** Python's tuple. The items are never changed. */
export class Tuple extends Host {
  readonly items: readonly Value[]
  // V8 makes a private field of a class with many subclasses at run time, each time, and tuples are made for every entry of a dict.
  private key: HashKey | undefined = undefined

  constructor(items: readonly Value[]) {
    super()
    this.items = items
  }

  get typeName(): string {
    return 'tuple'
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getItem(key: Value): Value | undefined {
    const index = asInt(key)
    if (index === undefined) return undefined
    return this.items[Number(index) < 0 ? Number(index) + this.items.length : Number(index)]
  }

  override slice(start: Value, stop: Value, step: Value): Value {
    return new Tuple(sliceItems(this.items, start, stop, step))
  }

  override repr(): string {
    return this.items.length === 1 ? `(${repr(this.items[0]!)},)` : `(${reprItems(this.items)})`
  }

  override length(): number {
    return this.items.length
  }

  override iterate(): Iterable<Value> {
    return this.items
  }

  override walk(): Walk {
    return new ItemsWalk(this.items)
  }

  override reversed(): Iterable<Value> {
    return this.items.toReversed()
  }

  override contains(item: Value): boolean {
    return indexOfItem(this.items, item) >= 0
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof Tuple ? equalItems(this.items, other.items) : undefined
  }

  override compare(other: Value, operator: Ordering): number | undefined {
    return other instanceof Tuple ? compareItems(this.items, other.items, operator) : undefined
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator === '*') {
      const times = asInt(other)
      return times === undefined ? undefined : new Tuple(repeatItems(this.items, times))
    }
    if (operator !== '+' || reflected || !(other instanceof Tuple)) return undefined
    return new Tuple([...this.items, ...other.items])
  }

  override hashKey(): HashKey {
    this.key ??= composedKey('t', this.items)
    return this.key
  }
}

const METHODS = defineMethods<Tuple>('tuple', {
  'count(value, /)': (tuple, value) => {
    let count = 0
    for (let i = indexOfItem(tuple.items, value); i >= 0; i = indexOfItem(tuple.items, value, i + 1)) count++
    return count
  },
  'index(value, start?, stop?, /)': (tuple, value, start = 0, stop = tuple.items.length) => {
    const at = indexWithin(tuple.items, value, start, stop)
    if (at < 0) throw new PythonError('ValueError', 'tuple.index(x): x not in tuple')
    return at
  },
})

/** The index of a value within [start, stop), both counted from the end when negative; −1 if absent. */
export function indexWithin(items: readonly Value[], value: Value, start: Value, stop: Value): number {
  const clip = (bound: number): number =>
    bound < 0 ? Math.max(bound + items.length, 0) : Math.min(bound, items.length)
  return indexOfItem(items, value, clip(needInt(start)), clip(needInt(stop)))
}

/** A tuple of the elements of v. */
export function tupleOf(value: Value): Tuple {
  return value instanceof Tuple ? value : new Tuple(copyItems(value))
}

/** A tuple with names, as `collections.namedtuple` makes it: `Point(x=1, y=2)`. */
export class NamedTuple extends Tuple {
  readonly #typeName: string
  readonly fields: readonly string[]

  constructor(typeName: string, fields: readonly string[], items: readonly Value[]) {
    super(items)
    this.#typeName = typeName
    this.fields = fields
  }

  override get typeName(): string {
    return this.#typeName
  }

  override getAttr(name: string): Value | undefined {
    if (name === '_fields') return new Tuple([...this.fields])
    const index = this.fields.indexOf(name)
    return index < 0 ? undefined : this.items[index]
  }

  override repr(): string {
    const cells = this.items.map((item, i) => `${this.fields[i]}=${repr(item)}`)
    return `${this.#typeName}(${cells.join(', ')})`
  }
}

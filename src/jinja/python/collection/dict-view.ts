import { contains, eq } from '../compare.ts'
import { guarded, reprItems } from '../text/repr.ts'
import { type BinaryOperator, type HashKey, Host, PythonError, type Value, type Walk } from '../types.ts'
import { type DictPart, DictWalk, type Walked } from './dict-walk.ts'
import { toArray } from './iterate.ts'
import { combineSets, SetLike } from './set.ts'
import { Tuple } from './tuple.ts'

/** What a view needs to know of its dict. */
export interface Viewed extends Walked {
  keys(): Value[]
  values(): Value[]
  get(key: Value): Value | undefined
  has(key: Value): boolean
}

/** What `dict.keys()`, `dict.values()` and `dict.items()` give: always as the dict is now. */
export class DictView extends Host {
  readonly #dict: Viewed
  readonly kind: DictPart

  constructor(dict: Viewed, kind: DictPart) {
    super()
    this.#dict = dict
    this.kind = kind
  }

  get typeName(): string {
    return `dict_${this.kind}`
  }

  override repr(): string {
    return guarded(this.#dict, '...', () => `${this.typeName}([${reprItems(this.toArray())}])`)
  }

  override length(): number {
    return this.#dict.size
  }

  override iterate(): Iterable<Value> {
    return new DictWalk(this.#dict, this.kind)
  }

  override walk(): Walk {
    return new DictWalk(this.#dict, this.kind)
  }

  override toArray(): Value[] {
    if (this.kind === 'keys') return this.#dict.keys()
    const values = this.#dict.values()
    return this.kind === 'values' ? values : this.#dict.keys().map((key, i) => new Tuple([key, values[i]!]))
  }

  override reversed(): Iterable<Value> {
    return this.toArray().reverse()
  }

  override contains(item: Value): boolean | undefined {
    if (this.kind === 'keys') return this.#dict.has(item)
    if (this.kind === 'values') return undefined
    if (!(item instanceof Tuple) || item.items.length !== 2) return false
    const value = this.#dict.get(item.items[0]!)
    return value !== undefined && eq(value, item.items[1]!)
  }

  override equals(other: Value): boolean | undefined {
    if (this === other) return true
    if (this.kind === 'values' || !(other instanceof DictView || other instanceof SetLike)) return undefined
    if (other instanceof DictView && other.kind === 'values') return undefined
    return this.length() === other.length() && toArray(other).every((item) => contains(item, this))
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (this.kind === 'values') return undefined
    return reflected
      ? combineSets(operator, toArray(other), this.toArray())
      : combineSets(operator, this.toArray(), toArray(other))
  }

  override hashKey(): HashKey {
    if (this.kind === 'values') return this
    throw new PythonError('TypeError', `unhashable type: '${this.typeName}'`)
  }
}

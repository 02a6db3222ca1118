import { eq } from '../compare.ts'
import { guarded, repr } from '../text/repr.ts'
import {
  type BinaryOperator,
  type HashKey,
  Host,
  Kwargs,
  type Methods,
  PythonError,
  type Value,
  type Walk,
} from '../types.ts'
import { DICT_METHODS } from './dict-methods.ts'
import { DictWalk } from './dict-walk.ts'
import { hashKey, textKey } from './hash.ts'
import { pairsOf } from './pairs.ts'
import type { Finder, Shape } from './shape.ts'
import type { Tuple } from './tuple.ts'

/**
 * Python's dict: any hashable key, in the order of insertion.
 *
 * One Map holds the values. A key that is its own hash key (text, ints, None) needs no more; the others
 * (`True`, `1.0`, tuples) are kept beside it, so that iterating gives them back as they were. A dict that a
 * literal with known names made is only their shape and the values, until another key comes or one goes.
 */
export class Dict extends Host {
  /** Then `#slots` has the values, and the Map is empty. */
  #shape: Shape | undefined = undefined
  #slots: Value[] = NO_SLOTS
  #values: Map<HashKey, Value>
  #keys: Map<HashKey, Value> | undefined = undefined
  #source: Dict | undefined

  /**
   * With `source`, which must never change: it holds the entries of that one until it is changed itself, and so
   * costs nothing to make. That is what a literal of constants gives each time it is computed.
   */
  constructor(entries?: Iterable<readonly [Value, Value]>, source?: Dict) {
    super()
    this.#source = source
    if (source === undefined) this.#values = new Map()
    else {
      this.#shape = source.#shape
      this.#slots = source.#slots
      this.#values = source.#values
      this.#keys = source.#keys
    }
    if (entries) for (const [key, value] of entries) this.set(key, value)
  }

  /** A dict of these names; the array of values is its own from now on. */
  static shaped(shape: Shape, slots: Value[]): Dict {
    const made = new Dict(undefined, EMPTY)
    made.#source = undefined
    made.#shape = shape
    made.#slots = slots
    return made
  }

  /** A dict of keys and values in turn. */
  static of(...entries: Value[]): Dict {
    const made = new Dict()
    for (let i = 0; i < entries.length; i += 2) made.set(entries[i]!, entries[i + 1]!)
    return made
  }

  /** The dict that it was made like and still is like; what is worked out for that one holds for this one. */
  get source(): Dict | undefined {
    return this.#source
  }

  /** The names of the literal that it comes from, while its keys are those. */
  get shape(): Shape | undefined {
    return this.#shape
  }

  /** Before a change: entries of its own, in a Map unless `keepsShape`. */
  #own(keepsShape: boolean): void {
    const shape = this.#shape
    if (shape !== undefined && !keepsShape) {
      this.#values = new Map()
      for (let i = 0; i < this.#slots.length; i++) this.#values.set(shape.names[i]!, this.#slots[i]!)
      this.#shape = undefined
    } else if (this.#source !== undefined) {
      if (shape !== undefined) this.#slots = this.#slots.slice()
      else {
        this.#values = new Map(this.#values)
        if (this.#keys !== undefined) this.#keys = new Map(this.#keys)
      }
    }
    this.#source = undefined
  }

  /** The value of what stands for a key. */
  at(hash: HashKey): Value | undefined {
    if (this.#shape === undefined) return this.#values.get(hash)
    const place = typeof hash === 'string' ? this.#shape.place(hash) : undefined
    return place === undefined ? undefined : this.#slots[place]
  }

  get typeName(): string {
    return 'dict'
  }

  override get methods(): Methods<never> {
    return DICT_METHODS
  }

  get size(): number {
    return this.#shape === undefined ? this.#values.size : this.#slots.length
  }

  /** The value of a key; undefined if there is none. TypeError if the key is unhashable. */
  get(key: Value): Value | undefined {
    return this.at(typeof key === 'string' ? textKey(key) : hashKey(key))
  }

  /** The value of the finder's name, which does not begin with NUL. */
  find(finder: Finder): Value | undefined {
    const shape = this.#shape
    if (shape === undefined) return this.#values.get(finder.name)
    if (shape !== finder.shape) {
      finder.shape = shape
      finder.place = shape.place(finder.name)
    }
    return finder.place === undefined ? undefined : this.#slots[finder.place]
  }

  /** Of a dict with a shape: the value at a place of it. */
  slot(place: number): Value {
    return this.#slots[place]!
  }

  has(key: Value): boolean {
    return this.at(hashKey(key)) !== undefined
  }

  set(key: Value, value: Value): void {
    this.#put(typeof key === 'string' ? textKey(key) : hashKey(key), key, value)
  }

  #put(hash: HashKey, key: Value, value: Value): void {
    const place = typeof hash === 'string' ? this.#shape?.place(hash) : undefined
    if (this.#source !== undefined || this.#shape !== undefined) this.#own(place !== undefined)
    if (place !== undefined) {
      this.#slots[place] = value
      return
    }
    if (hash !== key && !this.#values.has(hash)) {
      this.#keys ??= new Map()
      this.#keys.set(hash, key)
    }
    this.#values.set(hash, value)
  }

  delete(key: Value): boolean {
    const hash = hashKey(key)
    this.#own(false)
    this.#keys?.delete(hash)
    return this.#values.delete(hash)
  }

  clear(): void {
    this.#shape = undefined
    this.#values = new Map()
    this.#keys = undefined
    this.#source = undefined
  }

  keys(): Value[] {
    if (this.#shape !== undefined) return this.#shape.names.slice()
    const keys = Array.from(this.#values.keys())
    const others = this.#keys
    return others === undefined ? (keys as Value[]) : keys.map((hash) => restore(others, hash))
  }

  values(): Value[] {
    return this.#shape !== undefined ? this.#slots.slice() : Array.from(this.#values.values())
  }

  /** Key and value in turn; RuntimeError if keys come or go meanwhile. */
  *entries(): Generator<[Value, Value], void> {
    for (const pair of new DictWalk(this, 'items')) yield (pair as Tuple).items as [Value, Value]
  }

  /** What stands for its keys in a Map. It may lose its shape or get entries of its own meanwhile. */
  hashes(): Iterator<HashKey> {
    return this.#shape === undefined ? this.#values.keys() : this.#shape.names.values()
  }

  keyOf(hash: HashKey): Value {
    return this.#keys === undefined ? (hash as Value) : restore(this.#keys, hash)
  }

  /** Sets every entry of another. */
  merge(other: Dict): void {
    if (other === this) return
    const { names } = other.#shape ?? NO_NAMES
    for (let i = 0; i < names.length; i++) this.set(names[i]!, other.#slots[i]!)
    const keys = other.#keys
    for (const [hash, value] of other.#values) {
      this.#put(hash, keys === undefined ? (hash as Value) : restore(keys, hash), value)
    }
  }

  /** Sets what the arguments of `dict(…)` and `dict.update(…)` say; `name` is that of the call, for messages. */
  fill(name: string, args: readonly (Value | Kwargs)[]): void {
    const last = args[args.length - 1]
    const keywords = last instanceof Kwargs ? last : undefined
    const positional = keywords === undefined ? args.length : args.length - 1
    if (positional > 1) {
      throw new PythonError('TypeError', `${name} expected at most 1 argument, got ${positional}`)
    }
    const source = positional === 1 ? (args[0] as Value) : undefined
    if (source instanceof Dict) this.merge(source)
    else if (source !== undefined) for (const [key, value] of pairsOf(source)) this.set(key, value)
    if (keywords === undefined) return
    const { names, values } = keywords
    for (let i = 0; i < names.length; i++) this.set(names[i]!, values[i]!)
  }

  copy(): Dict {
    const made = new Dict(undefined, this)
    made.#own(true)
    return made
  }

  /** A plain dict in which all keys have that value. */
  fromKeys(keys: readonly Value[], value: Value): Dict {
    return new Dict(keys.map((key) => [key, value]))
  }

  override getItem(key: Value): Value | undefined {
    return this.get(key)
  }

  override repr(): string {
    return guarded(this, '{...}', () => {
      const cells = Array.from(this.entries(), ([key, value]) => `${repr(key)}: ${repr(value)}`)
      return `{${cells.join(', ')}}`
    })
  }

  override length(): number {
    return this.size
  }

  override iterate(): Iterable<Value> {
    return new DictWalk(this, 'keys')
  }

  override walk(): Walk {
    return new DictWalk(this, 'keys')
  }

  override toArray(): Value[] {
    return this.keys()
  }

  override reversed(): Iterable<Value> {
    return this.keys().reverse()
  }

  override contains(item: Value): boolean {
    return this.has(item)
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof Dict)) return undefined
    if (this === other) return true
    if (this.size !== other.size) return false
    for (const hash of this.#shape?.names ?? this.#values.keys()) {
      const value = this.at(hash)!
      const theirs = other.at(hash)
      if (theirs === undefined || !(value === theirs || eq(value, theirs))) return false
    }
    return true
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator !== '|' || reflected || !(other instanceof Dict)) return undefined
    const union = this.copy()
    union.merge(other)
    return union
  }

  override hashKey(): HashKey {
    throw new PythonError('TypeError', "unhashable type: 'dict'")
  }
}

const NO_SLOTS: Value[] = []
const NO_NAMES = { names: [] }
/** A dict with a shape has its Map, so that it need not make one. */
const EMPTY = new Dict()

function restore(others: ReadonlyMap<HashKey, Value>, hash: HashKey): Value {
  return others.get(hash) ?? (hash as Value)
}

import { defineMethods, splitKeywords } from '../arguments.ts'
import { eq } from '../compare.ts'
import { guarded, repr } from '../text/repr.ts'
import {
  type BinaryOperator,
  type HashKey,
  Host,
  type Kwargs,
  type Method,
  type Methods,
  PythonError,
  type Value,
} from '../types.ts'
import { DictView } from './dict-view.ts'
import { hashKey, textKey } from './hash.ts'
import { toArray } from './iterate.ts'
import { pairsOf } from './pairs.ts'
import { Tuple } from './tuple.ts'

/**
 * Python's dict: any hashable key, in the order of insertion.
 *
 * One Map holds the values. A key that is its own hash key (text, ints, None) needs no more; the others
 * (`True`, `1.0`, tuples) are kept beside it, so that iterating gives them back as they were.
 */
export class Dict extends Host {
  #values: Map<HashKey, Value>
  #keys: Map<HashKey, Value> | undefined
  #source: Dict | undefined

  /**
   * With `source`, which must never change: it holds the entries of that one until it is changed itself, and so
   * costs nothing to make. That is what a literal of constants gives each time it is computed.
   */
  constructor(entries?: Iterable<readonly [Value, Value]>, source?: Dict) {
    super()
    this.#values = source === undefined ? new Map() : source.#values
    this.#keys = source === undefined ? undefined : source.#keys
    this.#source = source
    if (entries) for (const [key, value] of entries) this.set(key, value)
  }

  /** The dict that it was made like and still is like; what is worked out for that one holds for this one. */
  get source(): Dict | undefined {
    return this.#source
  }

  /** Before a change: entries of its own. */
  #own(): void {
    if (this.#source === undefined) return
    this.#source = undefined
    this.#values = new Map(this.#values)
    if (this.#keys !== undefined) this.#keys = new Map(this.#keys)
  }

  get typeName(): string {
    return 'dict'
  }

  override get methods(): Methods<never> {
    return DICT_METHODS
  }

  get size(): number {
    return this.#values.size
  }

  /** The value of a key; undefined if there is none. TypeError if the key is unhashable. */
  get(key: Value): Value | undefined {
    return this.#values.get(typeof key === 'string' ? textKey(key) : hashKey(key))
  }

  /** The value of a key that is text and does not begin with NUL. */
  getNamed(name: string): Value | undefined {
    return this.#values.get(name)
  }

  has(key: Value): boolean {
    return this.#values.has(hashKey(key))
  }

  set(key: Value, value: Value): void {
    this.#own()
    const hash = hashKey(key)
    if (hash !== key && !this.#values.has(hash)) {
      this.#keys ??= new Map()
      this.#keys.set(hash, key)
    }
    this.#values.set(hash, value)
  }

  delete(key: Value): boolean {
    this.#own()
    const hash = hashKey(key)
    this.#keys?.delete(hash)
    return this.#values.delete(hash)
  }

  clear(): void {
    this.#values = new Map()
    this.#keys = undefined
    this.#source = undefined
  }

  keys(): Value[] {
    const keys = Array.from(this.#values.keys())
    const others = this.#keys
    return others === undefined ? (keys as Value[]) : keys.map((hash) => restore(others, hash))
  }

  values(): Value[] {
    return Array.from(this.#values.values())
  }

  /** Key and value in turn; RuntimeError if keys come or go meanwhile. */
  *entries(): Generator<[Value, Value], void> {
    const values = this.#values
    const { size } = values
    for (const [hash, value] of values) {
      // A change meanwhile may have given it entries of its own.
      const current = this.#values === values ? value : this.#values.get(hash)!
      yield [this.#keys === undefined ? (hash as Value) : restore(this.#keys, hash), current]
      if (this.#values.size !== size) {
        throw new PythonError('RuntimeError', 'dictionary changed size during iteration')
      }
    }
  }

  /** Sets every entry of another. */
  merge(other: Dict): void {
    const keys = other.#keys
    for (const [hash, value] of other === this ? [] : other.#values) {
      this.set(keys === undefined ? (hash as Value) : restore(keys, hash), value)
    }
  }

  /** Sets what the arguments of `dict(…)` and `dict.update(…)` say; `name` is that of the call, for messages. */
  fill(name: string, args: readonly (Value | Kwargs)[]): void {
    const [positional, keywords] = splitKeywords(args)
    if (positional.length > 1) {
      throw new PythonError('TypeError', `${name} expected at most 1 argument, got ${positional.length}`)
    }
    const [source] = positional
    if (source instanceof Dict) this.merge(source)
    else if (source !== undefined) for (const [key, value] of pairsOf(source)) this.set(key, value)
    for (const [key, value] of keywords) this.set(key, value)
  }

  copy(): Dict {
    return new Dict(this.entries())
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
    return this.#values.size
  }

  override iterate(): Iterable<Value> {
    return walkKeys(this)
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
    for (const [hash, value] of this.#values) {
      const theirs = other.#values.get(hash)
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

function restore(others: ReadonlyMap<HashKey, Value>, hash: HashKey): Value {
  return others.get(hash) ?? (hash as Value)
}

function* walkKeys(dict: Dict): Iterable<Value> {
  for (const [key] of dict.entries()) yield key
}

const update: Method<Dict> = (dict, args) => {
  dict.fill('update', args)
  return null
}

const DICT_METHODS: Methods<Dict> = new Map([
  ...defineMethods<Dict>('dict', {
    'get(key, default?, /)': (dict, key, otherwise = null) => dict.get(key) ?? otherwise,
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
    'fromkeys(iterable, value?, /)': (_, keys, value = null) => dictFromKeys(keys, value),
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

/** `dict.fromkeys(keys, value)`. */
function dictFromKeys(keys: Value, value: Value): Dict {
  return new Dict(toArray(keys).map((key) => [key, value]))
}

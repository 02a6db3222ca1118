import { type HashKey, PythonError, type Value, type Walk } from '../types.ts'
import { Tuple } from './tuple.ts'

/** What is given for each entry of a dict. */
export type DictPart = 'keys' | 'values' | 'items'

/** What going through a dict needs of it. */
export interface Walked {
  readonly size: number
  /** What stands for its keys, as far as they are there when they are asked for. */
  hashes(): Iterator<HashKey>
  at(hash: HashKey): Value | undefined
  keyOf(hash: HashKey): Value
}

/** Goes through a dict; RuntimeError if keys come or go meanwhile. A generator would take twice as long. */
export class DictWalk implements IterableIterator<Value>, Walk {
  #dict: Walked | undefined
  readonly #part: DictPart
  #hashes: Iterator<HashKey> | undefined = undefined
  #size = 0

  constructor(dict: Walked, part: DictPart) {
    this.#dict = dict
    this.#part = part
  }

  [Symbol.iterator](): this {
    return this
  }

  next(): IteratorResult<Value> {
    const value = this.step()
    return value === undefined ? { done: true, value } : { done: false, value }
  }

  step(): Value | undefined {
    const dict = this.#dict
    if (dict === undefined) return undefined
    if (this.#hashes === undefined) {
      this.#hashes = dict.hashes()
      this.#size = dict.size
    }
    for (;;) {
      if (dict.size !== this.#size) {
        this.#dict = undefined
        throw new PythonError('RuntimeError', 'dictionary changed size during iteration')
      }
      const { done, value: hash } = this.#hashes.next()
      if (done) break
      const value = dict.at(hash)
      if (value !== undefined) return this.#given(dict, hash, value)
    }
    this.#dict = undefined
    return undefined
  }

  #given(dict: Walked, hash: HashKey, value: Value): Value {
    if (this.#part === 'values') return value
    const key = dict.keyOf(hash)
    return this.#part === 'keys' ? key : new Tuple([key, value])
  }
}

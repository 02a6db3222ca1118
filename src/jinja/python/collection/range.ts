import { defineMethods, splitKeywords } from '../arguments.ts'
import { needInt } from '../number/index-value.ts'
import { asFloat, asInt } from '../number/kind.ts'
import { repr } from '../text/repr.ts'
import {
  type HashKey,
  Host,
  type Kwargs,
  type Methods,
  PythonError,
  type Value,
  type Walk,
} from '../types.ts'
import { composedKey } from './hash.ts'
import { MAX_ITEMS } from './repeat.ts'
import { span } from './slice.ts'

/** Python's range; its bounds are exact up to ±(2^53 − 1). */
export class Range extends Host {
  readonly start: number
  readonly stop: number
  readonly step: number
  readonly #count: number

  /** ValueError if step is 0. */
  constructor(start: number, stop: number, step: number) {
    super()
    if (step === 0) throw new PythonError('ValueError', 'range() arg 3 must not be zero')
    this.start = start
    this.stop = stop
    this.step = step
    this.#count = Math.max(Math.ceil((stop - start) / step), 0)
  }

  /** `range(stop)`, `range(start, stop)`, `range(start, stop, step)`. */
  static of(args: readonly (Value | Kwargs)[]): Range {
    const [given, keywords] = splitKeywords(args)
    if (keywords.size > 0) throw new PythonError('TypeError', 'range() takes no keyword arguments')
    if (given.length === 0) throw new PythonError('TypeError', 'range expected at least 1 argument, got 0')
    if (given.length > 3) {
      throw new PythonError('TypeError', `range expected at most 3 arguments, got ${given.length}`)
    }
    const first = needInt(given[0]!)
    if (given.length === 1) return new Range(0, first, 1)
    return new Range(first, needInt(given[1]!), given.length === 3 ? needInt(given[2]!) : 1)
  }

  get typeName(): string {
    return 'range'
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    return name === 'start' || name === 'stop' || name === 'step' ? this[name] : undefined
  }

  override getItem(key: Value): Value | undefined {
    const index = asInt(key)
    if (index === undefined) return undefined
    const at = Number(index) < 0 ? Number(index) + this.#count : Number(index)
    return at >= 0 && at < this.#count ? this.start + at * this.step : undefined
  }

  override slice(start: Value, stop: Value, step: Value): Value {
    const taken = span(this.#count, start, stop, step)
    const at = (index: number): number => this.start + index * this.step
    return new Range(at(taken.start), at(taken.stop), taken.step * this.step)
  }

  override repr(): string {
    const step = this.step === 1 ? '' : `, ${this.step}`
    return `range(${this.start}, ${this.stop}${step})`
  }

  override length(): number {
    return this.#count
  }

  /** MemoryError if the list would be absurdly long. */
  override toArray(): Value[] {
    if (this.#count > MAX_ITEMS) throw new PythonError('MemoryError', '')
    return Array.from({ length: this.#count }, (_, i) => this.start + i * this.step)
  }

  override *iterate(): Iterable<Value> {
    for (let i = 0; i < this.#count; i++) yield this.start + i * this.step
  }

  override walk(): Walk {
    return new RangeWalk(this)
  }

  override *reversed(): Iterable<Value> {
    for (let i = this.#count - 1; i >= 0; i--) yield this.start + i * this.step
  }

  override contains(item: Value): boolean {
    return this.indexOf(item) >= 0
  }

  /** The place of a value in the range, or −1. */
  indexOf(item: Value): number {
    const number = asFloat(item)
    if (number === undefined) return -1
    const at = (number - this.start) / this.step
    return Number.isInteger(at) && at >= 0 && at < this.#count ? at : -1
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof Range)) return undefined
    if (this.#count !== other.#count) return false
    if (this.#count === 0) return true
    return this.start === other.start && (this.#count === 1 || this.step === other.step)
  }

  override hashKey(): HashKey {
    return composedKey('r', [this.#count, this.#count > 0 ? this.start : 0, this.#count > 1 ? this.step : 0])
  }
}

class RangeWalk implements Walk {
  private readonly range: Range
  private index = 0

  constructor(range: Range) {
    this.range = range
  }

  step(): Value | undefined {
    const { range } = this
    return this.index < range.length() ? range.start + this.index++ * range.step : undefined
  }
}

const METHODS = defineMethods<Range>('range', {
  'count(value, /)': (range, value) => Number(range.indexOf(value) >= 0),
  'index(value, /)': (range, value) => {
    const at = range.indexOf(value)
    if (at < 0) throw new PythonError('ValueError', `${repr(value)} is not in range`)
    return at
  },
})

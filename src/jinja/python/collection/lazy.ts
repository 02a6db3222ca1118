import { Host, type Value } from '../types.ts'
import { iterate, toArray } from './iterate.ts'

/** Gives the element to hand on for one of the source, or undefined to leave it out. */
export type Step = (item: Value) => Value | undefined

const END: Iterator<Value> = { next: () => ({ done: true, value: undefined }) }

/** A generator or iterator: one pass, no length, no index. */
export class Lazy extends Host {
  readonly typeName: string
  readonly #name: string
  readonly #source: Iterable<Value>
  protected iterator: Iterator<Value> | undefined

  /** `name`: that of the function for a generator, for its representation. */
  constructor(source: Iterable<Value>, name: string, typeName = 'generator') {
    super()
    this.#source = source
    this.#name = name
    this.typeName = typeName
  }

  /** With a constant address: the same text at every run. */
  override repr(): string {
    const name = this.typeName === 'generator' ? ` ${this.#name}` : ''
    return `<${this.typeName} object${name} at 0x7f0000000000>`
  }

  override iterate(): Iterable<Value> {
    const iterator = this.#start()
    // Without `return`: leaving a loop early does not end a Python generator.
    return { [Symbol.iterator]: () => ({ next: () => iterator.next() }) }
  }

  /** The next element; undefined at the end. */
  next(): Value | undefined {
    const step = this.#start().next()
    return step.done ? undefined : step.value
  }

  #start(): Iterator<Value> {
    this.iterator ??= this.#source[Symbol.iterator]()
    return this.iterator
  }
}

/** What `map`, `select` and their like give: nothing runs before the first element is asked for. */
export class LazySteps extends Lazy {
  readonly #source: () => Value
  readonly #prepare: () => Step

  constructor(source: () => Value, prepare: () => Step, name: string) {
    super(walk(source, prepare), name)
    this.#source = source
    this.#prepare = prepare
  }

  /** As iterating, without a generator in between when nothing was asked for yet. */
  override toArray(): Value[] {
    if (this.iterator !== undefined) return Array.from(this.iterate())
    this.iterator = END
    const step = this.#prepare()
    const made: Value[] = []
    for (const item of toArray(this.#source())) {
      const next = step(item)
      if (next !== undefined) made.push(next)
    }
    return made
  }
}

function walk(source: () => Value, prepare: () => Step): Iterable<Value> {
  return {
    *[Symbol.iterator]() {
      const step = prepare()
      for (const item of iterate(source())) {
        const next = step(item)
        if (next !== undefined) yield next
      }
    },
  }
}

import { Host, type Value } from '../types.ts'
import { iterate, toArray } from './iterate.ts'

/** Gives the element to hand on for one of the source, or undefined to leave it out. */
export type Step = (item: Value) => Value | undefined

const NOTHING: readonly Value[] = []
const END: Iterator<Value> = { next: () => ({ done: true, value: undefined }) }

/** A generator or iterator: one pass, no length, no index. */
export class Lazy extends Host {
  readonly typeName: string
  readonly #name: string
  readonly #source: Iterable<Value>
  /** What is left, once the first element was asked for. */
  protected iterator: Iterator<Value> | undefined = undefined

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
    this.iterator ??= this.start()
    const { iterator } = this
    // Without `return`: leaving a loop early does not end a Python generator.
    return { [Symbol.iterator]: () => ({ next: () => iterator.next() }) }
  }

  /** The next element; undefined at the end. */
  next(): Value | undefined {
    this.iterator ??= this.start()
    const step = this.iterator.next()
    return step.done ? undefined : step.value
  }

  protected start(): Iterator<Value> {
    return this.#source[Symbol.iterator]()
  }
}

/** What `map`, `select` and their like give: nothing runs before the first element is asked for. */
export class LazySteps extends Lazy {
  readonly #items: () => Value
  readonly #prepare: () => Step

  constructor(items: () => Value, prepare: () => Step, name: string) {
    super(NOTHING, name)
    this.#items = items
    this.#prepare = prepare
  }

  protected override start(): Iterator<Value> {
    return walk(this.#items, this.#prepare)
  }

  /** As iterating, without a generator in between when nothing was asked for yet. */
  override toArray(): Value[] {
    if (this.iterator !== undefined) return Array.from(this.iterate())
    this.iterator = END
    const step = this.#prepare()
    const items = toArray(this.#items())
    const made: Value[] = []
    for (let i = 0; i < items.length; i++) {
      const next = step(items[i]!)
      if (next !== undefined) made.push(next)
    }
    return made
  }
}

function* walk(items: () => Value, prepare: () => Step): Iterator<Value> {
  const step = prepare()
  for (const item of iterate(items())) {
    const next = step(item)
    if (next !== undefined) yield next
  }
}

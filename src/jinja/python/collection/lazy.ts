import { Host, type Value } from '../types.ts'
import { iterate, toArray } from './iterate.ts'

/** Gives the element to hand on for one of the source, or undefined to leave it out. */
export type Step = (item: Value) => Value | undefined

const NOTHING: readonly Value[] = []
const END: Iterator<Value> = { next: () => ({ done: true, value: undefined }) }

/** A generator or iterator: one pass, no length, no index. */
export class Lazy extends Host {
  // Private to V8, fields of a class with subclasses would be made at run time.
  readonly typeName: string
  private readonly functionName: string
  private readonly source: Iterable<Value>
  /** What is left, once the first element was asked for. */
  protected iterator: Iterator<Value> | undefined = undefined

  /** `name`: that of the function for a generator, for its representation. */
  constructor(source: Iterable<Value>, name: string, typeName = 'generator') {
    super()
    this.source = source
    this.functionName = name
    this.typeName = typeName
  }

  /** With a constant address: the same text at every run. */
  override repr(): string {
    const name = this.typeName === 'generator' ? ` ${this.functionName}` : ''
    return `<${this.typeName} object${name} at 0x7f0000000000>`
  }

  override iterate(): Iterable<Value> {
    this.iterator ??= this.start()
    return new Rest(this.iterator)
  }

  /** The next element; undefined at the end. */
  next(): Value | undefined {
    this.iterator ??= this.start()
    const step = this.iterator.next()
    return step.done ? undefined : step.value
  }

  /** What is left, in an array that nobody else holds. */
  override toArray(): Value[] {
    const rest: Value[] = []
    for (let item = this.next(); item !== undefined; item = this.next()) rest.push(item)
    return rest
  }

  protected start(): Iterator<Value> {
    return this.source[Symbol.iterator]()
  }
}

/** What is left of an iterator. Without `return`: leaving a loop early does not end a Python generator. */
class Rest implements IterableIterator<Value> {
  readonly #iterator: Iterator<Value>

  constructor(iterator: Iterator<Value>) {
    this.#iterator = iterator
  }

  [Symbol.iterator](): this {
    return this
  }

  next(): IteratorResult<Value> {
    return this.#iterator.next()
  }
}

/** What `map`, `select` and their like give: nothing runs before the first element is asked for. */
export abstract class LazySteps extends Lazy {
  protected readonly items: Value

  constructor(items: Value, name: string) {
    super(NOTHING, name)
    this.items = items
  }

  /** What to do with each element, asked for once; undefined where none is to be taken. */
  protected abstract begin(): Step | undefined

  protected override start(): Iterator<Value> {
    return stepping(this.items, () => this.begin())
  }

  /** As iterating, without a generator in between when nothing was asked for yet. */
  override toArray(): Value[] {
    if (this.iterator !== undefined) return super.toArray()
    this.iterator = END
    const step = this.begin()
    return step === undefined ? [] : taken(this.items, step)
  }
}

/** What a step gives for all elements of v. */
export function taken(value: Value, step: Step): Value[] {
  const made: Value[] = []
  const items = toArray(value)
  for (let i = 0; i < items.length; i++) {
    const next = step(items[i]!)
    if (next !== undefined) made.push(next)
  }
  return made
}

/** What a step that is asked for at the first element gives, one after the other. */
function* stepping(items: Value, begin: () => Step | undefined): Iterator<Value> {
  const step = begin()
  if (step === undefined) return
  for (const item of iterate(items)) {
    const next = step(item)
    if (next !== undefined) yield next
  }
}

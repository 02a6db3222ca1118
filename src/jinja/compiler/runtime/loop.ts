import {
  eq,
  Host,
  Kwargs,
  type Methods,
  PythonError,
  type Runtime,
  length as sizeOf,
  Tuple,
  type Value,
  type Walk,
  walk,
} from '../../python/ops.ts'

/** Renders the body of a recursive loop over other items, one level deeper. */
type Recurse = (items: Value, depth: number) => Value

/** `loop`: a loop that knows where it is. It looks one item ahead only when asked to. */
export class Loop extends Host {
  readonly #runtime: Runtime
  readonly #items: Value
  #passes: ((item: Value) => boolean) | null
  readonly #recurse: Recurse | null
  readonly #depth0: number
  /** A list is read by index, so that one that grows meanwhile goes on, as in Python. */
  #list: readonly Value[] | null
  readonly #source: Walk | null
  #position = 0
  #done = false
  #length = -1
  #index0 = -1
  #ahead: Value | undefined = undefined
  #previous: Value | undefined = undefined
  #changed: Tuple | undefined = undefined
  current: Value = null

  /** `passes` says which items count, null: all. */
  constructor(
    runtime: Runtime,
    items: Value,
    passes: ((item: Value) => boolean) | null,
    recurse: Recurse | null,
    depth: number,
  ) {
    super()
    this.#runtime = runtime
    this.#items = items
    this.#passes = passes
    this.#recurse = recurse
    this.#depth0 = depth
    this.#list = Array.isArray(items) ? items : null
    this.#source = this.#list === null ? walk(items) : null
  }

  /** Goes to the next item; false at the end. */
  advance(): boolean {
    const next = this.#ahead === undefined ? this.#pull() : this.#ahead
    this.#ahead = undefined
    if (next === undefined) return false
    this.#previous = this.#index0 < 0 ? undefined : this.current
    this.#index0++
    this.current = next
    return true
  }

  #pull(): Value | undefined {
    let item = this.#next()
    if (this.#passes !== null) while (item !== undefined && !this.#passes(item)) item = this.#next()
    return item
  }

  #next(): Value | undefined {
    if (this.#done) return undefined
    if (this.#list !== null) {
      if (this.#position < this.#list.length) return this.#list[this.#position++]
    } else {
      const item = this.#source!.step()
      if (item !== undefined) return item
    }
    this.#done = true
    return undefined
  }

  #peek(): Value | undefined {
    if (this.#ahead === undefined) this.#ahead = this.#pull()
    return this.#ahead
  }

  get index0(): number {
    return this.#index0
  }

  get index(): number {
    return this.#index0 + 1
  }

  get first(): boolean {
    return this.#index0 === 0
  }

  get last(): boolean {
    return this.#peek() === undefined
  }

  /** Of what has no length it reads the rest. */
  get count(): number {
    if (this.#length < 0) this.#length = this.#hasLength() ? sizeOf(this.#items) : this.#readAll()
    return this.#length
  }

  #hasLength(): boolean {
    if (this.#passes !== null) return false
    return !(this.#items instanceof Host) || this.#items.length() !== undefined
  }

  #readAll(): number {
    const rest: Value[] = []
    for (let item = this.#pull(); item !== undefined; item = this.#pull()) rest.push(item)
    this.#list = rest
    this.#passes = null
    this.#position = 0
    this.#done = false
    return rest.length + this.index + (this.#ahead === undefined ? 0 : 1)
  }

  get typeName(): string {
    return 'LoopContext'
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.index
      case 'index0':
        return this.index0
      case 'revindex':
        return this.count - this.#index0
      case 'revindex0':
        return this.count - this.index
      case 'first':
        return this.first
      case 'last':
        return this.last
      case 'length':
        return this.count
      case 'depth':
        return this.#depth0 + 1
      case 'depth0':
        return this.#depth0
      case 'previtem':
        return this.first ? this.#none('there is no previous item') : (this.#previous ?? null)
      case 'nextitem': {
        const next = this.#peek()
        return next === undefined ? this.#none('there is no next item') : next
      }
      default:
        return undefined
    }
  }

  #none(hint: string): Value {
    return this.#runtime.undefined({ hint })
  }

  cycle(args: readonly Value[]): Value {
    if (args.length === 0) throw new PythonError('TypeError', 'no items for cycling given')
    return args[this.#index0 % args.length]!
  }

  /** Was it called with other values last time, or never? */
  changed(args: readonly Value[]): boolean {
    const values = new Tuple([...args])
    if (this.#changed !== undefined && eq(this.#changed, values)) return false
    this.#changed = values
    return true
  }

  override get callable(): boolean {
    return true
  }

  override call(args: readonly (Value | Kwargs)[]): Value {
    if (this.#recurse === null) {
      throw new PythonError(
        'TypeError',
        "The loop must have the 'recursive' marker to be called recursively.",
      )
    }
    return this.#recurse(iterableArgument(args), this.#depth0 + 1)
  }

  override length(): number {
    return this.count
  }

  override repr(): string {
    return `<LoopContext ${this.index}/${this.count}>`
  }
}

function iterableArgument(args: readonly (Value | Kwargs)[]): Value {
  const [only] = args
  const value = only instanceof Kwargs ? only.entries.get('iterable') : only
  if (args.length !== 1 || value === undefined) {
    throw new PythonError('TypeError', 'a recursive loop is called with one iterable')
  }
  return value
}

function positional(args: readonly (Value | Kwargs)[], method: string): readonly Value[] {
  if (args.at(-1) instanceof Kwargs) {
    throw new PythonError('TypeError', `LoopContext.${method}() got an unexpected keyword argument`)
  }
  return args as readonly Value[]
}

const METHODS: Methods<Loop> = new Map([
  ['cycle', (loop, args) => loop.cycle(positional(args, 'cycle'))],
  ['changed', (loop, args) => loop.changed(positional(args, 'changed'))],
] as const)

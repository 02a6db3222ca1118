import { defineMethods } from '../../python/arguments.ts'
import {
  type BinaryOperator,
  compare,
  eq,
  Host,
  iterate,
  type Methods,
  PythonError,
  repr,
  type Value,
} from '../../python/ops.ts'
import { guarded } from '../../python/text/repr.ts'
import { index } from '../read.ts'

/** Python's `collections.deque`; with `limit` it forgets at the other end what does not fit. */
export class Deque extends Host {
  readonly typeName = 'collections.deque'
  readonly items: Value[] = []
  readonly limit: number | undefined

  constructor(items: Value, limit: number | undefined) {
    super()
    this.limit = limit
    for (const item of iterate(items)) this.push(item)
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    return name === 'maxlen' ? (this.limit ?? null) : undefined
  }

  override getItem(key: Value): Value | undefined {
    return typeof key === 'number' ? this.items[key < 0 ? key + this.items.length : key] : undefined
  }

  override length(): number {
    return this.items.length
  }

  override iterate(): Iterable<Value> {
    return this.items
  }

  override reversed(): Iterable<Value> {
    return this.items.toReversed()
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof Deque ? eq(this.items, other.items) : undefined
  }

  override compare(other: Value): number | undefined {
    return other instanceof Deque ? compare(this.items, other.items, '<') : undefined
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator !== '+' || reflected || !(other instanceof Deque)) return undefined
    return new Deque([...this.items, ...other.items], this.limit)
  }

  override repr(): string {
    return guarded(this, '[...]', () => {
      const end = this.limit === undefined ? '' : `, maxlen=${this.limit}`
      return `deque(${repr(this.items)}${end})`
    })
  }

  push(item: Value): void {
    this.items.push(item)
    if (this.limit !== undefined && this.items.length > this.limit) this.items.shift()
  }

  pushLeft(item: Value): void {
    this.items.unshift(item)
    if (this.limit !== undefined && this.items.length > this.limit) this.items.pop()
  }

  find(value: Value): number {
    const at = this.items.findIndex((item) => eq(item, value))
    if (at < 0) throw new PythonError('ValueError', `${repr(value)} is not in deque`)
    return at
  }
}

function taken(item: Value | undefined): Value {
  if (item === undefined) throw new PythonError('IndexError', 'pop from an empty deque')
  return item
}

const METHODS = defineMethods<Deque>('deque', {
  'append(item)': (deque, item) => {
    deque.push(item)
    return null
  },
  'appendleft(item)': (deque, item) => {
    deque.pushLeft(item)
    return null
  },
  'pop()': (deque) => taken(deque.items.pop()),
  'popleft()': (deque) => taken(deque.items.shift()),
  'extend(iterable)': (deque, items) => {
    for (const item of [...iterate(items)]) deque.push(item)
    return null
  },
  'extendleft(iterable)': (deque, items) => {
    for (const item of [...iterate(items)]) deque.pushLeft(item)
    return null
  },
  'rotate(n?)': (deque, n = 1) => {
    const size = deque.items.length
    if (size > 0) {
      const shift = ((index(n) % size) + size) % size
      deque.items.unshift(...deque.items.splice(size - shift))
    }
    return null
  },
  'clear()': (deque) => {
    deque.items.length = 0
    return null
  },
  'copy()': (deque) => new Deque(deque.items, deque.limit),
  'count(item)': (deque, item) => deque.items.filter((one) => eq(one, item)).length,
  'index(item)': (deque, item) => deque.find(item),
  'insert(i, item)': (deque, i, item) => {
    deque.items.splice(index(i), 0, item)
    return null
  },
  'remove(item)': (deque, item) => {
    deque.items.splice(deque.find(item), 1)
    return null
  },
  'reverse()': (deque) => {
    deque.items.reverse()
    return null
  },
})

import { Dict } from '../python/collection/dict.ts'
import { SetLike } from '../python/collection/set.ts'
import { Tuple } from '../python/collection/tuple.ts'
import { lt } from '../python/compare.ts'
import { textLength } from '../python/text/code-points.ts'
import { repr } from '../python/text/repr.ts'
import { splitLines } from '../python/text/split.ts'
import { typeName } from '../python/type-name.ts'
import { PythonError, type Value } from '../python/types.ts'
import { type FilterTable, filter } from './define.ts'

export const PPRINT_FILTERS: FilterTable = {
  pprint: filter('do_pprint(value)', (_, value) => new Printer().format(value, 0, 0, 0)),
}

const WIDTH = 80

/** Python's `pprint.pformat`: on one line what fits, else an element a line; dicts sorted by key. */
class Printer {
  readonly #open: Value[] = []

  /** `indent` characters stand before it on its line, `allowance` are kept free after it. */
  format(value: Value, indent: number, allowance: number, level: number): string {
    if (this.#open.includes(value) && typeof value === 'object' && value !== null) return recursion(value)
    const line = this.#line(value)
    if (textLength(line) <= WIDTH - indent - allowance) return line
    this.#open.push(value)
    const text = this.#spread(value, line, indent, allowance, level + 1)
    this.#open.pop()
    return text
  }

  /** Over several lines, as far as the type can be. */
  #spread(value: Value, line: string, indent: number, allowance: number, level: number): string {
    if (typeof value === 'string') return spreadText(value, indent, allowance, level)
    if (Array.isArray(value)) return `[${this.#items(value, indent, allowance + 1, level)}]`
    if (value instanceof Dict) return `{${this.#members(value, indent, allowance + 1, level)}}`
    if (value instanceof Tuple && value.typeName === 'tuple') {
      const end = value.items.length === 1 ? ',)' : ')'
      return `(${this.#items(value.items, indent, allowance + end.length, level)}${end}`
    }
    if (!(value instanceof SetLike)) return line
    const name = value.typeName === 'set' ? '' : `${value.typeName}(`
    const end = name === '' ? '}' : '})'
    const items = safeSorted(value.toArray(), (item) => item)
    return `${name}{${this.#items(items, indent + name.length, allowance + end.length, level)}${end}`
  }

  #items(items: readonly Value[], indent: number, allowance: number, level: number): string {
    const inner = indent + 1
    return items
      .map((item, i) => this.format(item, inner, i === items.length - 1 ? allowance : 1, level))
      .join(`,\n${' '.repeat(inner)}`)
  }

  #members(dict: Dict, indent: number, allowance: number, level: number): string {
    const entries = safeSorted([...dict.entries()], ([key]) => key)
    return entries
      .map(([key, value], i) => {
        const name = this.#line(key)
        const free = i === entries.length - 1 ? allowance : 1
        return `${name}: ${this.format(value, indent + 1 + textLength(name) + 2, free, level)}`
      })
      .join(`,\n${' '.repeat(indent + 1)}`)
  }

  /** `repr`, with dicts sorted by key. */
  #line(value: Value): string {
    const items = Array.isArray(value)
      ? value
      : value instanceof Tuple && value.typeName === 'tuple'
        ? value.items
        : undefined
    if (items === undefined && !(value instanceof Dict)) return repr(value)
    if (this.#open.includes(value)) return recursion(value)
    this.#open.push(value)
    try {
      if (items === undefined) return `{${this.#lineMembers(value as Dict)}}`
      const inside = items.map((item) => this.#line(item)).join(', ')
      if (Array.isArray(value)) return `[${inside}]`
      return items.length === 1 ? `(${inside},)` : `(${inside})`
    } finally {
      this.#open.pop()
    }
  }

  #lineMembers(dict: Dict): string {
    return safeSorted([...dict.entries()], ([key]) => key)
      .map(([key, value]) => `${this.#line(key)}: ${this.#line(value)}`)
      .join(', ')
  }
}

function recursion(value: Value): string {
  return `<Recursion on ${typeName(value)} with id=0>`
}

/** Sorted, values without an order by the names of their types. */
function safeSorted<T>(items: readonly T[], key: (item: T) => Value): T[] {
  return items.toSorted((a, b) => safeOrder(key(a), key(b)))
}

function safeOrder(a: Value, b: Value): number {
  try {
    return lt(a, b) ? -1 : lt(b, a) ? 1 : 0
  } catch (error) {
    if (!(error instanceof PythonError && error.type === 'TypeError')) throw error
    const [first, second] = [typeName(a), typeName(b)]
    return first < second ? -1 : Number(first > second)
  }
}

/** A text as several literals, one a line, broken between words. */
function spreadText(text: string, before: number, after: number, level: number): string {
  const outermost = level === 1
  const indent = outermost ? before + 1 : before
  const allowance = outermost ? after + 1 : after
  const lines = splitLines(text, true)
  const chunks = lines.flatMap((line, i) => {
    const free = i === lines.length - 1 ? allowance : 0
    const whole = repr(line)
    return textLength(whole) <= WIDTH - indent - free ? [whole] : breakLine(line, WIDTH - indent, free)
  })
  if (chunks.length === 1) return chunks[0]!
  const joined = chunks.join(`\n${' '.repeat(indent)}`)
  return outermost ? `(${joined})` : joined
}

function breakLine(line: string, width: number, free: number): string[] {
  const parts = line.match(/\S*\s*/g)!.slice(0, -1)
  const chunks: string[] = []
  let current = ''
  parts.forEach((part, i) => {
    const room = i === parts.length - 1 ? width - free : width
    if (textLength(repr(current + part)) > room) {
      if (current !== '') chunks.push(repr(current))
      current = part
    } else current += part
  })
  if (current !== '') chunks.push(repr(current))
  return chunks
}

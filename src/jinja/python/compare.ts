import { Float } from '../../kernel/index.ts'
import { compareText } from './text/code-points.ts'
import { asText } from './text/text.ts'
import { typeName } from './type-name.ts'
import { Host, type Ordering, PythonError, type Value } from './types.ts'

/** `a == b`. */
export function eq(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b
  if (typeof a === 'number' && typeof b === 'number') return a === b
  if (a instanceof Host) return a.equals(b) ?? (b instanceof Host ? (b.equals(a) ?? false) : false)
  if (b instanceof Host) return b.equals(a) ?? false
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b)
  if (a === b) return true
  const x = comparable(a)
  const y = comparable(b)
  // biome-ignore lint/suspicious/noDoubleEquals: == compares a number with a bigint by mathematical value
  return x !== undefined && y !== undefined && x == y
}

/** `a != b`. */
export function ne(a: Value, b: Value): boolean {
  return !eq(a, b)
}

export function equalItems(a: readonly Value[], b: readonly Value[]): boolean {
  if (a === b) return true
  return a.length === b.length && a.every((item, i) => same(item, b[i]!))
}

/** Python's containers take an object for equal to itself without asking it. */
function same(a: Value, b: Value): boolean {
  return a === b || eq(a, b)
}

function comparable(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return Number(value)
  return value instanceof Float ? value.value : undefined
}

/** `a < b`. */
export function lt(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b
  return compare(a, b, '<') < 0
}

/** `a <= b`. */
export function le(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b
  return compare(a, b, '<=') <= 0
}

/** `a > b`. */
export function gt(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b
  return compare(a, b, '>') > 0
}

/** `a >= b`. */
export function ge(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b
  return compare(a, b, '>=') >= 0
}

/**
 * Negative, 0, positive for a < b, a = b, a > b; NaN when none holds. TypeError, naming the operator, when the
 * types have no order.
 */
export function compare(a: Value, b: Value, operator: Ordering): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  const x = comparable(a)
  const y = comparable(b)
  // biome-ignore lint/suspicious/noDoubleEquals: == compares a number with a bigint by mathematical value
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : x == y ? 0 : Number.NaN
  if (Array.isArray(a) && Array.isArray(b)) return compareItems(a, b, operator)
  const left = a instanceof Host ? a.compare(b, operator) : undefined
  if (left !== undefined) return left
  const right = b instanceof Host ? b.compare(a, reflect(operator)) : undefined
  if (right !== undefined) return -right
  throw new PythonError(
    'TypeError',
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  )
}

function reflect(operator: Ordering): Ordering {
  return operator === '<' ? '>' : operator === '>' ? '<' : operator === '<=' ? '>=' : '<='
}

/** Order of two sequences: that of the first elements that differ, else of the lengths. */
export function compareItems(a: readonly Value[], b: readonly Value[], operator: Ordering): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    if (!same(a[i]!, b[i]!)) return compare(a[i]!, b[i]!, operator)
  }
  return a.length - b.length
}

/** `item in container`. */
export function contains(item: Value, container: Value): boolean {
  if (Array.isArray(container)) return indexOfItem(container, item) >= 0
  if (typeof container === 'string') return textContains(container, item)
  if (!(container instanceof Host)) {
    throw new PythonError('TypeError', `argument of type '${typeName(container)}' is not iterable`)
  }
  const answer = container.contains(item)
  if (answer !== undefined) return answer
  const items = container.iterate()
  if (items === undefined) {
    throw new PythonError('TypeError', `argument of type '${typeName(container)}' is not iterable`)
  }
  for (const each of items) if (same(each, item)) return true
  return false
}

/** `item in text`. */
export function textContains(text: string, item: Value): boolean {
  const part = asText(item)
  if (part === undefined) {
    throw new PythonError('TypeError', `'in <string>' requires string as left operand, not ${typeName(item)}`)
  }
  return text.includes(part)
}

/** The index of the first element within [from, to) that equals `item`, or −1. */
export function indexOfItem(items: readonly Value[], item: Value, from = 0, to = items.length): number {
  if (typeof item === 'string') {
    for (let i = from; i < to; i++) {
      const each = items[i]!
      if (each === item || (each instanceof Host && eq(each, item))) return i
    }
    return -1
  }
  for (let i = from; i < to; i++) if (same(items[i]!, item)) return i
  return -1
}

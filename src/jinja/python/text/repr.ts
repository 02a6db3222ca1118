import { Float } from '../../../kernel/index.ts'
import { floatRepr } from '../number/float-text.ts'
import { intText } from '../number/int-text.ts'
import { Host, type Value } from '../types.ts'
import { quote } from './quote.ts'

/** `str(v)`. */
export function str(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isInteger(value)) return `${value}`
  return value instanceof Host ? value.toText() : repr(value)
}

/** `repr(v)`. */
export function repr(value: Value): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      return Number.isInteger(value) ? `${value}` : floatRepr(value)
    case 'bigint':
      return intText(value)
    case 'boolean':
      return value ? 'True' : 'False'
    case 'function':
      return `<built-in function ${value.name || 'function'}>`
    default:
  }
  if (value === null) return 'None'
  if (Array.isArray(value)) return guarded(value, '[...]', () => `[${reprItems(value)}]`)
  return value instanceof Float ? floatRepr(value) : (value as Host).repr()
}

/** The representations of items, with commas between. */
export function reprItems(items: Iterable<Value>): string {
  let text = ''
  for (const item of items) text += text === '' ? repr(item) : `, ${repr(item)}`
  return text
}

/** Containers whose representation is being made: one that holds itself must end somewhere. */
const active: object[] = []

/** Runs `make` unless it is running for the same container already; then the answer is `again`. */
export function guarded(container: object, again: string, make: () => string): string {
  if (active.includes(container)) return again
  active.push(container)
  try {
    return make()
  } finally {
    active.pop()
  }
}

/** `bool(v)`. */
export function truth(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      return value !== ''
    case 'number':
      return value !== 0
    case 'bigint':
    case 'function':
      return true
    default:
  }
  if (value === null) return false
  if (Array.isArray(value)) return value.length > 0
  return value instanceof Float ? value.value !== 0 : (value as Host).truth()
}

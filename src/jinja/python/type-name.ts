import { Float } from '../../kernel/index.ts'
import { Host, type Value } from './types.ts'

/** `type(v).__name__` as Python's own messages write it. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float'
    case 'bigint':
      return 'int'
    case 'boolean':
      return 'bool'
    case 'function':
      return 'builtin_function_or_method'
    default:
  }
  if (value === null) return 'NoneType'
  if (Array.isArray(value)) return 'list'
  if (value instanceof Float) return 'float'
  return (value as Host).typeName
}

/** The type as Jinja's messages write it: `str object`, `None`. */
export function describeType(value: Value): string {
  if (value === null) return 'None'
  return `${value instanceof Host ? value.qualifiedName : typeName(value)} object`
}

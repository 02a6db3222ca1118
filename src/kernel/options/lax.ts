import type * as z from 'zod'
import { CivilTime, Float } from '../value.ts'

const TRUE = new Set(['1', 't', 'true', 'y', 'yes', 'on'])
const FALSE = new Set(['0', 'f', 'false', 'n', 'no', 'off'])
const DECIMAL_INT = /^[+-]?\d+(?:_\d+)*(?:\.0+)?$/
const DECIMAL_FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*)?\.?\d+(?:_\d+)*|\d+\.)(?:e[+-]?\d+)?$/i

type Def = { type: string } & Record<string, unknown>

function definitionOf(schema: z.ZodType): Def {
  return schema._zod.def as unknown as Def
}

/**
 * Converts what a project file may write into what a schema wants, as existing projects rely on: numbers and
 * booleans as text, booleans as numbers, YAML dates where a moment is wanted. A value that cannot be converted
 * is returned as it is, for the schema to refuse.
 */
export function lax(schema: z.ZodType, value: unknown): unknown {
  const def = definitionOf(schema)
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      if (value === undefined || (value === null && def.type === 'nullable')) return value
      return lax(def.innerType as z.ZodType, value)
    case 'pipe':
      return lax(def.in as z.ZodType, value)
    case 'lazy':
      return lax((def.getter as () => z.ZodType)(), value)
    case 'number':
      return isInt(def) ? laxInt(value) : laxFloat(value)
    case 'boolean':
      return laxBoolean(value)
    case 'array':
      return Array.isArray(value) ? value.map((item) => lax(def.element as z.ZodType, item)) : value
    case 'record':
      return isMapping(value) ? mapValues(value, (item) => lax(def.valueType as z.ZodType, item)) : value
    case 'object':
      return isMapping(value) ? laxObject(def.shape as Record<string, z.ZodType>, value) : value
    case 'union':
      return laxUnion(schema, def.options as readonly z.ZodType[], value)
    default:
      return value
  }
}

function laxObject(
  shape: Record<string, z.ZodType>,
  value: Record<string, unknown>,
): Record<string, unknown> {
  return mapValues(value, (item, key) => (Object.hasOwn(shape, key) ? lax(shape[key]!, item) : item))
}

function laxUnion(schema: z.ZodType, options: readonly z.ZodType[], value: unknown): unknown {
  const plain = schema.meta()?.format === 'moment' ? momentText(value) : value
  for (const option of options) {
    const converted = lax(option, plain)
    if (option.safeParse(converted).success) return converted
  }
  return plain
}

function momentText(value: unknown): unknown {
  if (value instanceof CivilTime) return value.toString()
  return value instanceof Float ? value.value : value
}

function isInt(def: Def): boolean {
  if (def.format === 'safeint') return true
  const checks = (def.checks ?? []) as readonly { _zod: { def: { format?: string } } }[]
  return checks.some((check) => check._zod.def.format === 'safeint')
}

function laxInt(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Float) return value.value
  if (typeof value === 'string' && DECIMAL_INT.test(value.trim()))
    return Number(value.trim().replaceAll('_', ''))
  return value
}

function laxFloat(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Float) return value.value
  if (typeof value === 'string' && DECIMAL_FLOAT.test(value.trim()))
    return Number(value.trim().replaceAll('_', ''))
  return value
}

function laxBoolean(value: unknown): unknown {
  if (value === 0 || value === 1) return value === 1
  if (value instanceof Float && (value.value === 0 || value.value === 1)) return value.value === 1
  if (typeof value !== 'string') return value
  const word = value.toLowerCase()
  return TRUE.has(word) ? true : FALSE.has(word) ? false : value
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function mapValues(
  value: Record<string, unknown>,
  change: (item: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item, key)]))
}

import { CivilTime, Float, isMapping } from '../../../kernel/index.ts'

/** A value of a project file as JavaScript code expects it: floats as numbers, dates as ISO 8601 text. */
export function plainValue(value: unknown): unknown {
  if (value instanceof Float) return value.value
  if (value instanceof CivilTime) return value.toString()
  if (Array.isArray(value)) return value.map(plainValue)
  if (!isMapping(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(item)]))
}

/** A value of a project file as text that Python's `json.loads` reads: `1.0` and large ints stay what they are. */
export function pythonJson(value: unknown): string {
  if (value instanceof Float || typeof value === 'bigint') return String(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(',')}]`
  if (!isMapping(value)) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${pythonJson(item)}`)
    .join(',')}}`
}

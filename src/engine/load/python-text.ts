import { CivilTime, Float, isMapping } from '../../kernel/index.ts'

/**
 * A value inside a longer text, as Python's `str` writes it: existing projects were filled in that way, with
 * `True`, `None` and `1.0`.
 */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : literal(value)
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : floatText(value)
  if (value instanceof Float) return floatText(value.value)
  if (value instanceof CivilTime) return value.toString().replace('T', ' ')
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (value instanceof Map || isMapping(value)) {
    const entries = value instanceof Map ? [...value] : Object.entries(value)
    return `{${entries.map(([key, item]) => `${literal(key)}: ${literal(item)}`).join(', ')}}`
  }
  return String(value)
}

/** Shortest text that reads back as the same double; an exponent below 1e-4 and from 1e16 on. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2')
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.includes('.') ? text : `${text}.0`
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character]!)
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

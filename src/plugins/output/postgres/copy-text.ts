import { isWellFormed, LoomError } from '../../../kernel/index.ts'
import { jsonText, Written } from './source.ts'
import type { ColumnKind } from './table.ts'

/** COPY's own words, https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS */
export const NULL = '\\N'
const SPECIAL = /[\\\n\r\t\0]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text of a value in a row of COPY; E_EVENT_UNENCODABLE for what the server's text cannot hold. */
export function cell(value: unknown, kind: ColumnKind): string {
  if (typeof value === 'number') return String(value)
  if (value === undefined || value === null) return NULL
  const text = valueText(value, kind)
  if (!isWellFormed(text)) throw unwritable('half of a surrogate pair')
  if (!isSpecial(text)) return text
  if (text.includes('\0')) throw unwritable('the character U+0000')
  return text.replaceAll(/[\\\n\r\t]/g, (mark) => ESCAPES[mark]!)
}

/**
 * Is there anything to escape? Five searches for one character each are twice as fast as one for any of five, unless the
 * text is short.
 */
export function isSpecial(text: string): boolean {
  if (text.length < 64) return SPECIAL.test(text)
  return (
    text.includes('\\') ||
    text.includes('\n') ||
    text.includes('\t') ||
    text.includes('\r') ||
    text.includes('\0')
  )
}

/** The text of a value that is there, before anything is escaped. */
export function valueText(value: unknown, kind: ColumnKind): string {
  if (kind === 'json') return jsonText(value)
  if (kind === 'array') {
    const list: unknown = value instanceof Written ? parsed(value.text) : value
    if (Array.isArray(list)) return arrayText(list)
  }
  return typeof value === 'string' ? value : jsonText(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** `{1,"a",NULL,{2}}`, https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayText(list: readonly unknown[]): string {
  const element = (value: unknown): string => {
    if (value === null || value === undefined) return 'NULL'
    if (Array.isArray(value)) return arrayText(value)
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    const text = typeof value === 'string' ? value : jsonText(value)
    return `"${text.replaceAll(/["\\]/g, (mark) => `\\${mark}`)}"`
  }
  return `{${list.map(element).join(',')}}`
}

function unwritable(what: string): LoomError {
  return new LoomError('E_EVENT_UNENCODABLE', `${what} cannot be stored as text`, {
    hint: 'keep such characters out of the events',
  })
}

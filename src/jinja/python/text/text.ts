import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'

/** A value that is a `str` in Python, though not a plain one: Markup. */
export abstract class TextLike extends Host {
  abstract readonly text: string
}

/** The characters of a `str` or of Markup; undefined for everything else. */
export function asText(value: Value): string | undefined {
  if (typeof value === 'string') return value
  return value instanceof TextLike ? value.text : undefined
}

/** As `asText`, TypeError for everything else: `{what} must be str, not int`. */
export function needText(value: Value, what: string): string {
  const text = asText(value)
  if (text !== undefined) return text
  throw new PythonError('TypeError', `${what} must be str, not ${value === null ? 'None' : typeName(value)}`)
}

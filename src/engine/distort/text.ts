import { type JsonSpan, type Rec, withoutMember } from '../../kernel/index.ts'
import type { Edit } from './edit.ts'
import { isRecord } from './record.ts'

/** The record that a text is; null when it is no JSON object. */
export function parseRecord(text: string): Rec | null {
  // Most texts that are no JSON object are told by their first character.
  if (!/^\s*\{/.test(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

/** Is the number written without fraction and exponent? */
export function isIntegerLiteral(literal: string): boolean {
  return /^-?\d+$/.test(literal)
}

/** The literal of a finite number that takes the place of another: an int stays an int, a float a float. */
export function literalLike(before: string, value: number): string {
  const text = String(value)
  if (!Number.isInteger(value)) return text
  if (isIntegerLiteral(before)) return Number.isSafeInteger(value) ? text : String(BigInt(value))
  return isIntegerLiteral(text) ? `${text}.0` : text
}

/** Puts a literal in the place of a value; everything else stays as it is written. */
export function splice(text: string, { from, to }: JsonSpan, literal: string, after: unknown): Edit {
  const event = text.slice(0, from) + literal + text.slice(to)
  return { event, clean: text.slice(from, to), delivered: literal, after, raw: true }
}

/** Takes a member out; everything else stays as it is written. */
export function cut(text: string, span: JsonSpan): Edit {
  const clean = text.slice(span.from, span.to)
  return { event: withoutMember(text, span), clean, delivered: undefined, after: undefined, raw: true }
}

import {
  type DigitGroup,
  type Field,
  literal,
  putFixed,
  putFromBook,
  putLiteral,
  putNumber,
  putPadded,
  putText,
  putUtf8,
  type Sheet,
} from '../../kernel/index.ts'
import { recordText } from './record.ts'

/** Makes a value known to code; its name there. */
export type Data = (value: unknown) => string

/** Code while it is put together: `sheet`, `at` and `limit` are what it writes to. */
export interface CodeBook {
  readonly data: Data
  compiled<T>(expression: string): T
}

export function codeBook(): CodeBook {
  const known: Record<string, unknown> = {
    putFixed,
    putFromBook,
    putLiteral,
    putNumber,
    putPadded,
    putText,
    putValue,
  }
  return {
    data(value) {
      const name = `data${Object.keys(known).length}`
      known[name] = value
      return name
    },
    // The names of fields come in as string literals, their values as data: nothing of a project becomes code.
    compiled: (expression) =>
      new Function(...Object.keys(known), `return ${expression}`)(...Object.values(known)),
  }
}

/** What stands before the value of a field. */
export function prefixOf(name: string, index: number): string {
  return `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`
}

/** A text as it stands within the quotes of a JSON text. */
export function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Code that writes a text. A call, for code that is long takes long to be compiled well. */
export function putCode(text: string, data: Data): string {
  return `at = putLiteral(sheet, at, ${data(literal(text))})`
}

/** Code that writes a finite number `v`. */
export function numberCode(v: string, { type, decimals = 0 }: Field): string {
  return type === 'number' && decimals > 0
    ? `at = putFixed(sheet, at, ${v}, ${10 ** decimals}, ${decimals})`
    : `at = putNumber(sheet, at, ${v})`
}

/** Code that writes the digits of a number 0 ≤ `v` < 2^31 - 1 that belong to a group of a pattern. */
export function digitsCode(v: string, groups: readonly DigitGroup[], index: number): string {
  const scale = 10 ** groups.slice(index + 1).reduce((sum, { width }) => sum + width, 0)
  const rest = index === groups.length - 1 ? v : `(${v} / ${scale} | 0)`
  const { width } = groups[index]!
  return `at = putPadded(sheet, at, ${index === 0 ? rest : `${rest} % ${10 ** width}`}, ${width})`
}

/** Any value as JSON; NO_ROOM rather than going beyond `limit`. */
function putValue(sheet: Sheet, at: number, value: unknown, limit: number): number {
  if (typeof value === 'string') return putText(sheet, at, value, limit)
  return putUtf8(sheet, at, recordText({ value }).slice('{"value":'.length, -1), limit)
}

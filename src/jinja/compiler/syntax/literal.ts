import { type Float, float } from '../../../kernel/index.ts'

/** `1_000`, `0xff`, `0o17`, `0b1`: a bigint beyond ±(2^53 − 1). */
export function integerLiteral(text: string): number | bigint {
  if (text.length < 16 && !text.startsWith('0') && !text.includes('_')) return Number(text)
  const value = BigInt(text.replaceAll('_', '').toLowerCase())
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
}

export function floatLiteral(text: string): number | Float {
  return float(Number(text.replaceAll('_', '')))
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|([\s\S]))/gu

/**
 * What stands between the quotes of a string literal, with Python's escapes resolved. An unknown escape keeps
 * its backslash. The error says what is wrong and at which offset of the text.
 */
export function stringLiteral(text: string): string | { readonly error: string; readonly at: number } {
  if (!text.includes('\\')) return text
  let error: { error: string; at: number } | undefined
  const value = text.replace(ESCAPE, (match, octal, x, u, big, other, at: number) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    if (other !== undefined) {
      if (other === 'N') {
        error ??= { error: 'characters by name (\\N{…}) are not supported, write \\uXXXX', at }
      }
      return SIMPLE[other] ?? unknownEscape(other)
    }
    const digits: string = x ?? u ?? big
    const width = match[1] === 'x' ? 2 : match[1] === 'u' ? 4 : 8
    const code = Number.parseInt(digits, 16)
    if (digits.length < width) error ??= { error: `truncated \\${match[1]}${'X'.repeat(width)} escape`, at }
    else if (code > 0x10ffff) error ??= { error: 'illegal Unicode character', at }
    else return String.fromCodePoint(code)
    return ''
  })
  return error ?? value
}

/** Python spells a character outside ASCII as an escape of its own before it looks for escapes. */
function unknownEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return `\\${character}`
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

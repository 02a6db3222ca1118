import { float } from '../../../kernel/index.ts'
import { Bytes } from '../bytes.ts'
import { quote } from '../text/quote.ts'
import { repr } from '../text/repr.ts'
import { trimEnd, trimStart } from '../text/split.ts'
import { asText } from '../text/text.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'
import { checkDigits } from './int-text.ts'
import { asFloat, asInt, type Int, intFromDouble, normalise } from './kind.ts'

const FLOAT = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i
const LONG_INT = /^-?[0-9]{1,4300}$/
/** What numbers nearly always look like. */
const USUAL_HEX = /^[0-9a-fA-F]{1,13}$/
const USUAL_FLOAT = /^-?[0-9]+(?:\.[0-9]+)?$/
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i

/** Up to 15 digits, and a minus before them; undefined of all other texts. */
function shortInt(text: string): number | undefined {
  const isNegative = text.charCodeAt(0) === 0x2d
  const start = isNegative ? 1 : 0
  if (text.length <= start || text.length > start + 15) return undefined
  let value = 0
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return isNegative ? 0 - value : value
}

/** `int(text, base)`; undefined if the text is no such number. ValueError beyond 4300 decimal digits. */
export function parseIntText(text: string, base = 10): Int | undefined {
  const short = base === 10 ? shortInt(text) : undefined
  if (short !== undefined) return short
  if (base === 10 && LONG_INT.test(text)) return normalise(BigInt(text))
  if (base === 16 && USUAL_HEX.test(text)) return Number.parseInt(text, 16)
  const match = /^([+-]?)(?:0([xob])_?)?(.*)$/is.exec(asciiDigits(trimEnd(trimStart(text))))!
  let [, sign, prefix, digits] = match as unknown as [string, string, string | undefined, string]
  let radix = base
  const meant = prefix === undefined ? 0 : { x: 16, o: 8, b: 2 }[prefix.toLowerCase()]!
  if (meant !== 0 && base !== 0 && base !== meant) digits = `0${prefix}${digits}`
  else if (base === 0) {
    radix = meant === 0 ? 10 : meant
    if (meant === 0 && /^0[\d_]*[1-9]/.test(digits)) return undefined
  }
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/i.test(digits)) return undefined
  const plain = digits.replaceAll('_', '').toLowerCase()
  for (const digit of plain) if (Number.parseInt(digit, 36) >= radix) return undefined
  const small = Number.parseInt(plain, radix)
  if (Number.isSafeInteger(small)) return sign === '-' ? 0 - small : small
  if ((radix & (radix - 1)) !== 0) checkDigits(plain.length)
  const big = bigFrom(plain, radix)
  return normalise(sign === '-' ? -big : big)
}

function bigFrom(digits: string, radix: number): bigint {
  if (radix === 10) return BigInt(digits)
  let value = 0n
  for (const digit of digits) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36))
  return value
}

/** `float(text)`; undefined if the text is no number. */
export function parseFloatText(text: string): number | undefined {
  if (USUAL_FLOAT.test(text)) return Number(text)
  const trimmed = asciiDigits(trimEnd(trimStart(text)))
  if (FLOAT.test(trimmed)) return Number(trimmed.replaceAll('_', ''))
  const special = SPECIAL.exec(trimmed)
  if (!special) return undefined
  const size = special[2]!.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY
  return special[1] === '-' ? -size : size
}

/** Digits of other scripts as `0`–`9`. */
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!
    // Digits stand in runs of ten, so the distance from the start of the run is the value.
    let first = code
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
    return String((code - first) % 10)
  })
}

/** The characters of text or of bytes. */
function numeral(value: Value): string | undefined {
  return value instanceof Bytes ? value.latin : asText(value)
}

/** `int(v)`. TypeError, ValueError or OverflowError as Python. */
export function toInt(value: Value): Int {
  const int = asInt(value)
  if (int !== undefined) return int
  const text = numeral(value)
  if (text !== undefined) return intFromText(text, 10)
  const number = value instanceof Host ? value.toNumber() : value
  const inner = number === undefined ? undefined : asInt(number)
  if (inner !== undefined) return inner
  const x = number === undefined ? undefined : asFloat(number)
  if (x !== undefined) return truncate(x)
  throw new PythonError(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  )
}

/** `int(text, base)`. ValueError if the text is no such number. */
export function intFromText(text: string, base: number): Int {
  if (base !== 0 && (base < 2 || base > 36)) {
    throw new PythonError('ValueError', 'int() base must be >= 2 and <= 36, or 0')
  }
  const int = parseIntText(text, base)
  if (int !== undefined) return int
  throw new PythonError('ValueError', `invalid literal for int() with base ${base}: ${quote(text)}`)
}

/** A double without its fraction. */
export function truncate(x: number): Int {
  if (Number.isFinite(x)) return intFromDouble(Math.trunc(x))
  if (Number.isNaN(x)) throw new PythonError('ValueError', 'cannot convert float NaN to integer')
  throw new PythonError('OverflowError', 'cannot convert float infinity to integer')
}

/** `float(v)` as a double. TypeError, ValueError or OverflowError as Python. */
export function toDouble(value: Value): number {
  const text = numeral(value)
  if (text !== undefined) {
    const parsed = parseFloatText(text)
    if (parsed !== undefined) return parsed
    throw new PythonError('ValueError', `could not convert string to float: ${repr(value)}`)
  }
  const number = value instanceof Host ? value.toNumber() : value
  const x = number === undefined ? undefined : asFloat(number)
  if (x === undefined) {
    const name = typeName(value)
    throw new PythonError('TypeError', `float() argument must be a string or a real number, not '${name}'`)
  }
  if (typeof number === 'bigint' && !Number.isFinite(x)) {
    throw new PythonError('OverflowError', 'int too large to convert to float')
  }
  return x
}

/** `float(v)`. */
export function toFloat(value: Value): Value {
  return float(toDouble(value))
}

import { PythonError } from '../types.ts'
import type { Int } from './kind.ts'

/** CPython refuses longer decimal texts, as conversion takes quadratic time. */
const MAX_DIGITS = 4300

/** `str(int)`. ValueError beyond 4300 digits. */
export function intText(value: Int): string {
  if (typeof value === 'number') return `${value}`
  const text = value.toString()
  if (text.length > MAX_DIGITS && text.replace('-', '').length > MAX_DIGITS) {
    throw new PythonError(
      'ValueError',
      `Exceeds the limit (${MAX_DIGITS}) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    )
  }
  return text
}

/** The digits of each byte, and two of them for each. */
const SHORT = Array.from({ length: 256 }, (_, byte) => byte.toString(16))
const BYTES = SHORT.map((digits) => digits.padStart(2, '0'))

/** The hexadecimal digits of an int, in lower case. */
export function hexText(value: Int): string {
  // V8 leaves its compiled code for any base but ten.
  if (typeof value !== 'number' || value < 0 || value > 0xffff_ffff) return value.toString(16)
  let rest = value
  let text = ''
  for (; rest > 0xff; rest >>>= 8) text = BYTES[rest & 0xff]! + text
  return SHORT[rest]! + text
}

/** Refuses decimal texts that are too long to read. */
export function checkDigits(count: number): void {
  if (count <= MAX_DIGITS) return
  throw new PythonError(
    'ValueError',
    `Exceeds the limit (${MAX_DIGITS}) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
  )
}

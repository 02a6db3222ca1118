import { daysInMonth } from '../time/civil.ts'
import { CivilTime, type Float, float } from '../value.ts'

/** What a plain scalar stands for, or why it stands for nothing. */
export type Resolved = { readonly value: unknown } | { readonly problem: string }

/** The implicit types of YAML 1.1, with the patterns of PyYAML's resolver. */
const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const NULL = /^(?:~|null|Null|NULL|)$/
const TIMESTAMP =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)$/
const TIMESTAMP_PARTS =
  /^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:(?:[Tt]|[ \t]+)([0-9][0-9]?):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?(?:[ \t]*(?:(Z)|([-+])([0-9][0-9]?)(?::([0-9]{2}))?))?)?$/

/** Python refuses longer ones, and reading them costs quadratic time. */
const MAX_DIGITS = 4300

/** The value of a scalar without quotes and without a tag. */
export function resolvePlain(text: string): Resolved {
  // Most scalars are words that no pattern can match; their first character tells.
  if (!/^(?:[-+.0-9~yYnNtTfFoO]|$)/.test(text)) return { value: text }
  if (BOOL.test(text)) return { value: boolOf(text) }
  if (FLOAT.test(text)) return { value: floatOf(text) }
  if (INT.test(text)) return intOf(text)
  if (NULL.test(text)) return { value: null }
  if (TIMESTAMP.test(text)) return timestampOf(text)
  return { value: text }
}

/** The value of a scalar with an explicit tag; undefined where the tag is unknown. */
export function resolveTagged(tag: string, text: string): Resolved | undefined {
  const wrong = { problem: `"${text}" is not a ${tag}` }
  switch (tag) {
    case 'str':
      return { value: text }
    case 'null':
      return { value: null }
    case 'bool':
      return BOOL.test(text) ? { value: boolOf(text) } : wrong
    case 'int':
      return INT.test(text) ? intOf(text) : wrong
    case 'float':
      if (FLOAT.test(text) || /^[-+]?[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?$/.test(text))
        return { value: floatOf(text) }
      return wrong
    case 'timestamp':
      return TIMESTAMP_PARTS.test(text) ? timestampOf(text) : wrong
    default:
      return undefined
  }
}

function boolOf(text: string): boolean {
  return /^(?:yes|true|on)$/i.test(text)
}

function floatOf(text: string): number | Float {
  const plain = text.replaceAll('_', '').toLowerCase()
  const sign = plain.startsWith('-') ? -1 : 1
  const size = plain.replace(/^[-+]/, '')
  if (size === '.inf') return sign * Number.POSITIVE_INFINITY
  if (size === '.nan') return Number.NaN
  return float(sign * size.split(':').reduce((total, part) => total * 60 + Number(part), 0))
}

function intOf(text: string): Resolved {
  const plain = text.replaceAll('_', '')
  const size = plain.replace(/^[-+]/, '')
  const digits = /^0[bx]/.test(size) ? size : /^0./.test(size) ? `0o${size.slice(1)}` : size
  if (/^0[bx]$/.test(digits)) return { problem: `"${text}" is a number without digits` }
  if (digits.length > MAX_DIGITS) return { problem: `an integer of more than ${MAX_DIGITS} digits` }
  const value = digits.split(':').reduce((total, part) => total * 60n + BigInt(part), 0n)
  const signed = plain.startsWith('-') ? -value : value
  const short = Number(signed)
  return { value: Number.isSafeInteger(short) ? short : signed }
}

function timestampOf(text: string): Resolved {
  const [, year, month, day, hour, minute, second, fraction, utc, sign, offsetHour, offsetMinute] =
    TIMESTAMP_PARTS.exec(text)!.map((part) => part ?? '')
  const date = { year: Number(year), month: Number(month), day: Number(day) }
  const wrong = { problem: `"${text}" looks like a date, but there is no such date or time` }
  if (date.year < 1 || date.month < 1 || date.month > 12) return wrong
  if (date.day < 1 || date.day > daysInMonth(date.year, date.month)) return wrong
  if (!hour) return { value: new CivilTime({ ...date, dateOnly: true }) }
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) }
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return wrong
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute))
  if (Math.abs(offset) >= 24 * 60) return wrong
  const microsecond = Number((fraction ?? '').slice(0, 6).padEnd(6, '0'))
  return { value: new CivilTime({ ...date, ...time, microsecond, offset: utc || sign ? offset : null }) }
}

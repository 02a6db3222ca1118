import { Float } from '../../../kernel/index.ts'
import { floatRepr } from '../number/float-text.ts'
import { intText } from '../number/int-text.ts'
import { asInt, type Int, isFloat } from '../number/kind.ts'
import { type FloatStyle, MAX_PRECISION, styledFloat } from '../number/number-text.ts'
import { toDouble } from '../number/parse.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'
import { characters, textLength } from './code-points.ts'
import { type FormatSpec, parseFormatSpec } from './format-spec.ts'
import { str } from './repr.ts'

/** `format(value, spec)`. */
export function formatValue(value: Value, spec: string): string {
  if (value instanceof Host) return value.format(spec)
  if (spec === '') return str(value)
  if (typeof value === 'string') return formatText(value, parseFormatSpec(spec, 'str'), 'str')
  if (isFloat(value)) return formatFloat(Number(value), parseFormatSpec(spec, 'float'), 'float')
  const int = asInt(value)
  if (int !== undefined) return formatInt(int, parseFormatSpec(spec, typeName(value)), typeName(value))
  throw new PythonError('TypeError', `unsupported format string passed to ${typeName(value)}.__format__`)
}

function fail(message: string): never {
  throw new PythonError('ValueError', message)
}

function unknownCode(type: string, name: string): never {
  return fail(`Unknown format code '${type}' for object of type '${name}'`)
}

/** Format of a `str` or, as `name` says, of another kind of text. */
export function formatText(text: string, spec: FormatSpec, name: string): string {
  if (spec.type !== '' && spec.type !== 's') unknownCode(spec.type, name)
  if (spec.sign !== '') fail(`${spec.sign === ' ' ? 'Space' : 'Sign'} not allowed in string format specifier`)
  if (spec.noNegativeZero) fail('Negative zero coercion (z) not allowed in string format specifier')
  if (spec.alternate) fail('Alternate form (#) not allowed in string format specifier')
  if (spec.grouping !== '') fail(`Cannot specify '${spec.grouping}' with 's'.`)
  // A zero before the width implies `=` for numbers; text is filled behind with zeros then.
  if (spec.align === '=' && spec.fill !== '0') fail("'=' alignment not allowed in string format specifier")
  const short = spec.precision === undefined ? text : characters(text).slice(0, spec.precision).join('')
  return align(short, spec, spec.align === '=' || spec.align === '' ? '<' : spec.align)
}

const MAX_WIDTH = 1 << 26

function align(text: string, spec: FormatSpec, how: string): string {
  const missing = spec.width - textLength(text)
  if (missing <= 0) return text
  if (missing > MAX_WIDTH) throw new PythonError('MemoryError', '')
  if (how === '<') return text + spec.fill.repeat(missing)
  if (how === '>') return spec.fill.repeat(missing) + text
  const left = Math.floor(missing / 2)
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left)
}

const INT_BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 }

function formatInt(value: Int, spec: FormatSpec, name: string): string {
  const { type } = spec
  if ('eEfFgG%'.includes(type) && type !== '') return formatFloat(toDouble(value), spec, name)
  if (!'bcdnoxX'.includes(type)) unknownCode(type, name)
  if (spec.precision !== undefined) fail('Precision not allowed in integer format specifier')
  if (spec.noNegativeZero) fail('Negative zero coercion (z) not allowed in integer format specifier')
  if (type === 'c') return formatCharacter(value, spec)
  if (spec.grouping !== '' && (type === 'n' || (spec.grouping === ',' && type in INT_BASES))) {
    fail(`Cannot specify '${spec.grouping}' with '${type}'.`)
  }
  const base = INT_BASES[type]
  const text = base === undefined ? intText(value) : value.toString(base)
  const digits = text.replace('-', '')
  const prefix = spec.alternate && base !== undefined ? `0${type}` : ''
  const shown = type === 'X' ? digits.toUpperCase() : digits
  return numberText(text.startsWith('-'), prefix, shown, '', spec, base === undefined ? 3 : 4)
}

function formatCharacter(value: Int, spec: FormatSpec): string {
  if (spec.sign !== '') fail("Sign not allowed with integer format specifier 'c'")
  if (spec.alternate) fail("Alternate form (#) not allowed with integer format specifier 'c'")
  if (spec.grouping !== '') fail(`Cannot specify '${spec.grouping}' with 'c'.`)
  if (value < 0 || value > 0x10ffff) throw new PythonError('OverflowError', '%c arg not in range(0x110000)')
  return align(String.fromCodePoint(Number(value)), spec, spec.align === '' ? '>' : spec.align)
}

/** Format of a double; `name` is the type that messages name. */
function formatFloat(value: number, spec: FormatSpec, name: string): string {
  const { type, alternate } = spec
  if (!'eEfFgGn%'.includes(type)) unknownCode(type, name)
  const { precision } = spec
  if (precision !== undefined && precision > MAX_PRECISION) fail('precision too big')
  if (spec.grouping !== '' && type === 'n') fail(`Cannot specify '${spec.grouping}' with 'n'.`)
  let text: string
  if (type === '')
    text = precision === undefined ? shortest(value, alternate) : short(value, precision, alternate)
  else if (type === '%') text = styledFloat(value * 100, 'f', precision ?? 6, alternate)
  else
    text = styledFloat(
      value,
      type === 'n' ? 'g' : (type.toLowerCase() as FloatStyle),
      precision ?? 6,
      alternate,
    )
  const upper = type !== '' && 'EFG'.includes(type) ? text.toUpperCase() : text
  let negative = upper.startsWith('-')
  const size = upper.replace(/^-/, '')
  if (negative && spec.noNegativeZero && /^[0.]*(e|$)/i.test(size)) negative = false
  const [, whole, rest] = /^(\d*)(.*)$/s.exec(size) as unknown as [string, string, string]
  const end = type === '%' ? `${rest}%` : rest
  return numberText(negative, '', whole, end, spec, 3)
}

function shortest(value: number, alternate: boolean): string {
  const text = floatRepr(new Float(value))
  return alternate && !text.includes('.') && Number.isFinite(value) ? text.replace(/(?=e|$)/, '.') : text
}

/** No type but a precision: as `g`, though never without a fraction, and earlier with an exponent. */
function short(value: number, precision: number, alternate: boolean): string {
  const digits = Math.max(precision, 1)
  const text = styledFloat(value, 'g', digits, alternate)
  if (!Number.isFinite(value) || /[.e]/.test(text)) return text
  const length = text.replace('-', '').length
  if (length < digits) return `${text}.0`
  return length === 1 && digits === 1 && value === 0 ? `${text}.0` : styledExponent(value, digits)
}

function styledExponent(value: number, digits: number): string {
  const text = styledFloat(value, 'e', digits - 1, false)
  return text.includes('.') ? text.replace(/\.?0*(?=e)/, '') : text
}

function numberText(
  negative: boolean,
  prefix: string,
  whole: string,
  rest: string,
  spec: FormatSpec,
  group: number,
): string {
  const sign = (negative ? '-' : spec.sign === '-' ? '' : spec.sign) + prefix
  const padded = spec.align === '=' && spec.width > 0
  if (padded && spec.width > MAX_WIDTH) throw new PythonError('MemoryError', '')
  if (padded && spec.fill === '0' && spec.grouping !== '' && whole !== '') {
    const room = spec.width - sign.length - rest.length
    return sign + grouped(whole, spec.grouping, group, room) + rest
  }
  const digits = spec.grouping === '' || whole === '' ? whole : grouped(whole, spec.grouping, group, 0)
  if (!padded)
    return align(sign + digits + rest, spec, spec.align === '' || spec.align === '=' ? '>' : spec.align)
  const missing = Math.max(spec.width - textLength(sign + digits + rest), 0)
  return sign + spec.fill.repeat(missing) + digits + rest
}

/** Digits with separators, filled with zeros to at least `width` characters. */
function grouped(digits: string, separator: string, size: number, width: number): string {
  let count = digits.length
  while (count + Math.floor((count - 1) / size) < width) count++
  const filled = digits.padStart(count, '0')
  return filled.replace(new RegExp(`\\B(?=(?:.{${size}})+$)`, 'g'), separator)
}

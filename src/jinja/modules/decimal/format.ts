import { PythonError } from '../../python/types.ts'
import type { Decimal } from './decimal.ts'
import { digitsOf, type Finite, finite, finiteText, rescale } from './finite.ts'

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?$/su

/** `format(decimal, spec)`: Python's format language with the types e, f, g, n and %. */
export function formatDecimal(value: Decimal, spec: string): string {
  const found = SPEC.exec(spec)
  if (!found) throw new PythonError('ValueError', 'invalid format string')
  const [, fill = ' ', align, plus = '-', , zero, width = '0', separator, precision, type = ''] = found
  const negative = value.finite ? value.finite.negative : value.toText().startsWith('-')
  const body = value.finite
    ? finiteBody(
        { ...value.finite, negative: false },
        type,
        precision === undefined ? undefined : Number(precision),
      )
    : value.toText().replace('-', '')
  const sign = negative ? '-' : plus === '-' ? '' : plus
  return pad(sign, group(body, separator), Number(width), {
    fill: zero ? '0' : fill,
    align: zero && !align ? '=' : (align ?? '>'),
  })
}

function finiteBody(x: Finite, type: string, precision: number | undefined): string {
  switch (type) {
    case '%':
      return `${fixed({ ...x, exponent: x.exponent + 2 }, precision)}%`
    case 'f':
    case 'F':
      return fixed(x, precision)
    case 'e':
    case 'E':
      return scientific(precision === undefined ? x : significant(x, precision + 1), type)
    default: {
      const rounded = precision === undefined ? x : significant(x, Math.max(precision, 1), true)
      const text = finiteText(rounded)
      return type === 'g' || type === 'n' ? text.replace('E', 'e') : text
    }
  }
}

function fixed(x: Finite, precision: number | undefined): string {
  if (precision === undefined && x.exponent > 0) return finiteText(rescale(x, 0, 'ROUND_HALF_EVEN'))
  const rounded = rescale(x, precision === undefined ? x.exponent : -precision, 'ROUND_HALF_EVEN')
  const digits = rounded.coefficient.toString().padStart(1 - rounded.exponent, '0')
  const point = digits.length + rounded.exponent
  return rounded.exponent === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Rounded to that many digits; `only` shortens but never lengthens. */
function significant(x: Finite, digits: number, only = false): Finite {
  const excess = digitsOf(x.coefficient) - digits
  if (excess === 0 || (only && excess < 0)) return x
  const rounded = rescale(x, x.exponent + excess, 'ROUND_HALF_EVEN')
  return digitsOf(rounded.coefficient) > digits && excess > 0
    ? rescale(rounded, rounded.exponent + 1, 'ROUND_HALF_EVEN')
    : rounded
}

function scientific(x: Finite, letter: string): string {
  const digits = x.coefficient.toString()
  const power = x.exponent + digits.length - 1
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${digits[0]}${fraction}${letter}${power < 0 ? '-' : '+'}${Math.abs(power)}`
}

function group(body: string, separator: string | undefined): string {
  return separator ? body.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, separator)) : body
}

function pad(
  sign: string,
  body: string,
  width: number,
  { fill, align }: { readonly fill: string; readonly align: string },
): string {
  const missing = Math.max(0, width - sign.length - body.length)
  if (align === '<') return sign + body + fill.repeat(missing)
  if (align === '=') return sign + fill.repeat(missing) + body
  if (align === '>') return fill.repeat(missing) + sign + body
  const left = missing >> 1
  return fill.repeat(left) + sign + body + fill.repeat(missing - left)
}

/** The number without trailing zeros: 120.00 → 1.2E+2, 0.00 → 0. */
export function normalized(x: Finite): Finite {
  if (x.coefficient === 0n) return finite(x.negative, 0n, 0)
  let { coefficient, exponent } = x
  while (coefficient % 10n === 0n) {
    coefficient /= 10n
    exponent++
  }
  return finite(x.negative, coefficient, exponent)
}

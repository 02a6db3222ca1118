import { decimalExponent, exponentText, fixedText, specialText } from './float-text.ts'

/** The ways of printf and `format` to write a finite or infinite double. */
export type FloatStyle = 'e' | 'f' | 'g'

/** Digits beyond these would be zeros without end. */
export const MAX_PRECISION = 5000

/**
 * A double as C's printf writes it with `%.{precision}e`, `f` or `g`; `alternate` keeps the point and the
 * zeros that `g` would drop. No sign but `-`.
 */
export function styledFloat(x: number, style: FloatStyle, precision: number, alternate: boolean): string {
  if (!Number.isFinite(x)) return specialText(x)
  if (style === 'g') return general(x, precision === 0 ? 1 : precision, alternate)
  const text = style === 'f' ? fixedText(x, precision) : exponentText(x, precision)
  return alternate && precision === 0 ? text.replace(/(?=e|$)/, '.') : text
}

function general(x: number, precision: number, alternate: boolean): string {
  const exponent = decimalExponent(x, precision)
  const scientific = exponent < -4 || exponent >= precision
  const text = scientific ? exponentText(x, precision - 1) : fixedText(x, precision - 1 - exponent)
  if (alternate) return text.includes('.') ? text : text.replace(/(?=e|$)/, '.')
  return text.includes('.') ? text.replace(/\.?0*(?=e|$)/, '') : text
}

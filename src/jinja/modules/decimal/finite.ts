import { PythonError } from '../../python/types.ts'
import { integerRoot } from '../integers.ts'

/** A finite decimal number: (−1)^negative · coefficient · 10^exponent; the coefficient is never negative. */
export interface Finite {
  readonly negative: boolean
  readonly coefficient: bigint
  readonly exponent: number
}

/** Significant digits that arithmetic keeps, as in Python's default context. */
export const PRECISION = 28

export const ROUNDINGS = [
  'ROUND_CEILING',
  'ROUND_DOWN',
  'ROUND_FLOOR',
  'ROUND_HALF_DOWN',
  'ROUND_HALF_EVEN',
  'ROUND_HALF_UP',
  'ROUND_UP',
  'ROUND_05UP',
] as const
export type Rounding = (typeof ROUNDINGS)[number]

export function finite(negative: boolean, coefficient: bigint, exponent: number): Finite {
  return { negative, coefficient, exponent }
}

/** From a signed integer count of 10^exponent. */
export function scaled(value: bigint, exponent: number): Finite {
  return value < 0n ? finite(true, -value, exponent) : finite(false, value, exponent)
}

export function tenTo(power: number): bigint {
  return 10n ** BigInt(power)
}

export function digitsOf(coefficient: bigint): number {
  return coefficient.toString().length
}

/** The signed coefficient when written with that exponent, which must not be above the number's own. */
export function aligned(x: Finite, exponent: number): bigint {
  const value = x.coefficient * tenTo(x.exponent - exponent)
  return x.negative ? -value : value
}

/** The exact value of a double. */
export function fromDouble(value: number): Finite {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const field = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const mantissa = field === 0 ? fraction : fraction | 0x10000000000000n
  const power = (field === 0 ? 1 : field) - 1075
  const negative = value < 0 || Object.is(value, -0)
  if (mantissa === 0n) return finite(negative, 0n, 0)
  if (power >= 0) return finite(negative, mantissa << BigInt(power), 0)
  let [odd, down] = [mantissa, -power]
  while (down > 0 && (odd & 1n) === 0n) {
    odd >>= 1n
    down--
  }
  return finite(negative, odd * 5n ** BigInt(down), -down)
}

/** The nearest number with that exponent. */
export function rescale(x: Finite, exponent: number, rounding: Rounding): Finite {
  if (x.exponent >= exponent)
    return finite(x.negative, x.coefficient * tenTo(x.exponent - exponent), exponent)
  const unit = tenTo(exponent - x.exponent)
  const quotient = x.coefficient / unit
  const rest = x.coefficient % unit
  return finite(
    x.negative,
    quotient + (roundsUp(quotient, rest, unit, x.negative, rounding) ? 1n : 0n),
    exponent,
  )
}

function roundsUp(
  quotient: bigint,
  rest: bigint,
  unit: bigint,
  negative: boolean,
  rounding: Rounding,
): boolean {
  if (rest === 0n) return false
  const half = rest * 2n === unit ? 0 : rest * 2n > unit ? 1 : -1
  switch (rounding) {
    case 'ROUND_UP':
      return true
    case 'ROUND_DOWN':
      return false
    case 'ROUND_CEILING':
      return !negative
    case 'ROUND_FLOOR':
      return negative
    case 'ROUND_05UP':
      return quotient % 5n === 0n
    case 'ROUND_HALF_UP':
      return half >= 0
    case 'ROUND_HALF_DOWN':
      return half > 0
    case 'ROUND_HALF_EVEN':
      return half > 0 || (half === 0 && quotient % 2n === 1n)
  }
}

/** Rounded half to even to at most 28 significant digits. */
export function fix(x: Finite): Finite {
  const excess = digitsOf(x.coefficient) - PRECISION
  if (excess <= 0) return x
  const rounded = rescale(x, x.exponent + excess, 'ROUND_HALF_EVEN')
  return digitsOf(rounded.coefficient) > PRECISION ? fix(rounded) : rounded
}

export function add(a: Finite, b: Finite): Finite {
  const exponent = Math.min(a.exponent, b.exponent)
  const sum = aligned(a, exponent) + aligned(b, exponent)
  if (sum === 0n) return finite(a.negative && b.negative, 0n, exponent)
  return fix(scaled(sum, exponent))
}

export function negate(x: Finite): Finite {
  return finite(x.coefficient !== 0n && !x.negative, x.coefficient, x.exponent)
}

export function multiply(a: Finite, b: Finite): Finite {
  return fix(finite(a.negative !== b.negative, a.coefficient * b.coefficient, a.exponent + b.exponent))
}

/** Correctly rounded quotient; the exponent is as near to a's − b's as exactness allows. */
export function divide(a: Finite, b: Finite): Finite {
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n)
      throw new PythonError('InvalidOperation', "[<class 'decimal.DivisionUndefined'>]")
    throw new PythonError('DivisionByZero', "[<class 'decimal.DivisionByZero'>]")
  }
  const negative = a.negative !== b.negative
  const ideal = a.exponent - b.exponent
  if (a.coefficient === 0n) return finite(negative, 0n, ideal)
  const shift = digitsOf(b.coefficient) - digitsOf(a.coefficient) + PRECISION + 1
  const top = shift >= 0 ? a.coefficient * tenTo(shift) : a.coefficient
  const bottom = shift >= 0 ? b.coefficient : b.coefficient * tenTo(-shift)
  let quotient = top / bottom
  let exponent = ideal - shift
  if (top % bottom !== 0n) {
    // A sticky digit: keeps the final rounding right although the rest is thrown away.
    if (quotient % 5n === 0n) quotient += 1n
  } else {
    while (exponent < ideal && quotient % 10n === 0n) {
      quotient /= 10n
      exponent++
    }
  }
  return fix(finite(negative, quotient, exponent))
}

/** Quotient truncated toward zero, and the remainder with the sign of `a`. */
export function divmod(a: Finite, b: Finite): [Finite, Finite] {
  if (b.coefficient === 0n) {
    const what = a.coefficient === 0n ? 'DivisionUndefined' : 'DivisionByZero'
    const type = a.coefficient === 0n ? 'InvalidOperation' : 'DivisionByZero'
    throw new PythonError(type, `[<class 'decimal.${what}'>]`)
  }
  const exponent = Math.min(a.exponent, b.exponent)
  const top = aligned(finite(false, a.coefficient, a.exponent), exponent)
  const bottom = aligned(finite(false, b.coefficient, b.exponent), exponent)
  const quotient = finite(a.negative !== b.negative, top / bottom, 0)
  if (digitsOf(quotient.coefficient) > PRECISION) {
    throw new PythonError('InvalidOperation', "[<class 'decimal.DivisionImpossible'>]")
  }
  return [quotient, fix(finite(a.negative, top % bottom, exponent))]
}

/** Correctly rounded square root. */
export function squareRoot(x: Finite): Finite {
  if (x.coefficient === 0n) return finite(x.negative, 0n, Math.floor(x.exponent / 2))
  if (x.negative) throw new PythonError('InvalidOperation', "[<class 'decimal.InvalidOperation'>]")
  const odd = Math.abs(x.exponent % 2) === 1
  let exponent = Math.floor(x.exponent / 2)
  const digits = digitsOf(x.coefficient)
  let radicand = odd ? x.coefficient * 10n : x.coefficient
  const shift = PRECISION + 1 - (odd ? (digits >> 1) + 1 : (digits + 1) >> 1)
  let exact = true
  if (shift >= 0) radicand *= tenTo(2 * shift)
  else {
    exact = radicand % tenTo(-2 * shift) === 0n
    radicand /= tenTo(-2 * shift)
  }
  exponent -= shift
  let root = integerRoot(radicand)
  if (exact && root * root === radicand) {
    root = shift >= 0 ? root / tenTo(shift) : root * tenTo(-shift)
    exponent += shift
  } else if (root % 5n === 0n) root += 1n
  return fix(finite(false, root, exponent))
}

/** Order of two numbers: negative, 0 or positive. */
export function compare(a: Finite, b: Finite): number {
  const exponent = Math.min(a.exponent, b.exponent)
  const difference = aligned(a, exponent) - aligned(b, exponent)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Text as Python's `str(Decimal)`: plain while the exponent allows, scientific beyond. */
export function finiteText(x: Finite): string {
  const digits = x.coefficient.toString()
  const sign = x.negative ? '-' : ''
  const leftDigits = x.exponent + digits.length
  if (x.exponent <= 0 && leftDigits > -6) {
    if (x.exponent === 0) return sign + digits
    if (leftDigits > 0) return `${sign}${digits.slice(0, leftDigits)}.${digits.slice(leftDigits)}`
    return `${sign}0.${'0'.repeat(-leftDigits)}${digits}`
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  const power = leftDigits - 1
  return `${sign}${digits[0]}${fraction}E${power < 0 ? '-' : '+'}${Math.abs(power)}`
}

import { float } from '../../../kernel/index.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'
import { decompose, fixedText } from './float-text.ts'
import { needInt } from './index-value.ts'
import { asFloat, asInt, type Int, normalise } from './kind.ts'
import { truncate } from './parse.ts'

/** `round(v, digits)`: to the nearest, ties to even. An int stays one; without digits a float becomes one. */
export function round(value: Value, digits: Value = null): Value {
  const own = value instanceof Host ? value.rounded(digits) : undefined
  if (own !== undefined) return own
  const int = asInt(value)
  if (int !== undefined) return digits === null ? int : roundInt(int, needInt(digits))
  const x = asFloat(value)
  if (x === undefined) {
    throw new PythonError('TypeError', `type ${typeName(value)} doesn't define __round__ method`)
  }
  return digits === null ? truncate(roundHalfEven(x)) : float(roundFloat(x, needInt(digits)))
}

function roundInt(value: Int, digits: number): Int {
  if (digits >= 0) return value
  const unit = 10n ** BigInt(Math.min(-digits, 400_000))
  const big = BigInt(value)
  const size = big < 0n ? -big : big
  const rest = size % unit
  const down = size - rest
  const up = rest * 2n > unit || (rest * 2n === unit && (down / unit) % 2n === 1n)
  const rounded = up ? down + unit : down
  return normalise(big < 0n ? -rounded : rounded)
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1
  return rest < 0.5 ? floor : floor + 1
}

/** Beyond these a double has no digits to round, or none left. */
const MOST_DIGITS = 323
const LEAST_DIGITS = -308

/** A double to so many decimal digits, correctly rounded from its exact value. */
export function roundFloat(x: number, digits: number): number {
  if (!Number.isFinite(x) || x === 0 || digits > MOST_DIGITS) return x
  if (digits < LEAST_DIGITS) return x < 0 ? -0 : 0
  if (digits >= 0) {
    if (Math.abs(x) >= 2 ** 52) return x
    return digits < POWERS.length ? roundScaled(x, digits) : Number(fixedText(x, digits))
  }
  const rounded = roundToTens(Math.abs(x), -digits)
  if (!Number.isFinite(rounded))
    throw new PythonError('OverflowError', 'rounded value too large to represent')
  return x < 0 ? -rounded : rounded
}

/** 1, 10, 100, … as far as they and the quotients by them are exact. */
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power)

/**
 * A double to so few decimal digits that scaling it tells the integer to round to, unless it lies so near the
 * middle of two that the error of scaling could decide. An integer below 2^53 by a power of ten is divided
 * correctly.
 */
function roundScaled(x: number, digits: number): number {
  const power = POWERS[digits]!
  const scaled = Math.abs(x) * power
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  if (scaled >= 2 ** 40 || Math.abs(rest - 0.5) < 1e-3) return Number(fixedText(x, digits))
  const rounded = (rest < 0.5 ? floor : floor + 1) / power
  return x < 0 ? -rounded : rounded
}

function roundToTens(size: number, zeros: number): number {
  const { mantissa, exponent } = decompose(size)
  const unit = 10n ** BigInt(zeros) * (exponent < 0 ? 1n << BigInt(-exponent) : 1n)
  const value = exponent < 0 ? mantissa : mantissa << BigInt(exponent)
  const quotient = value / unit
  const twice = (value % unit) * 2n
  const up = twice > unit || (twice === unit && quotient % 2n === 1n)
  return Number((up ? quotient + 1n : quotient) * 10n ** BigInt(zeros))
}

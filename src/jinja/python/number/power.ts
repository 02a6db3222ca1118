import { PythonError } from '../types.ts'
import { type Double2, divide, exp, log, multiply } from './double-double.ts'

/** Up to this exponent repeated squaring in double-double is exact wherever the result is nearly so. */
const SMALL = 64

/**
 * `x ** y` of two floats with CPython's errors. Correctly rounded but for results that lie within 1e-28 of the
 * middle between two doubles, so that it agrees with the C library where engines' own Math.pow differ.
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (!Number.isFinite(x) || !Number.isFinite(y)) return x === -1 ? 1 : x ** y
  if (x === 0) {
    if (y > 0) return y % 2 === 1 ? x : 0
    throw new PythonError('ZeroDivisionError', '0.0 cannot be raised to a negative power')
  }
  if (x < 0 && !Number.isInteger(y)) {
    throw new PythonError('ValueError', 'negative number cannot be raised to a fractional power')
  }
  const size = positivePower(Math.abs(x), y)
  if (size === Number.POSITIVE_INFINITY) {
    throw new PythonError('OverflowError', "(34, 'Numerical result out of range')")
  }
  return x < 0 && y % 2 !== 0 ? -size : size
}

function positivePower(x: number, y: number): number {
  if (y === 0.5) return Math.sqrt(x)
  const rough = Math.log(x) * y
  if (rough > 710) return Number.POSITIVE_INFINITY
  if (rough < -746) return 0
  const steps = Math.abs(y)
  if (Number.isInteger(y) && steps <= SMALL && Math.abs(rough) < 600) {
    const whole = integerPower(x, steps)
    return y > 0 ? whole[0] : divide([1, 0], whole)[0]
  }
  // A subnormal is lifted first: its logarithm is taken of a normal number.
  const lift = x < 2.2250738585072014e-308 ? 54 : 0
  const base = log(lift === 0 ? x : x * 2 ** lift)
  const lowered: Double2 = lift === 0 ? base : addScale(base, -lift)
  const { mantissa, scale } = exp(multiply(lowered, [y, 0]))
  const half = scale >> 1
  return mantissa[0] * 2 ** half * 2 ** (scale - half)
}

function addScale(base: Double2, scale: number): Double2 {
  const shift = log(2 ** Math.abs(scale))
  const sign = Math.sign(scale)
  const low = base[1] + sign * shift[1]
  const high = base[0] + sign * shift[0]
  return [high + low, low - (high + low - high)]
}

function integerPower(x: number, steps: number): Double2 {
  let result: Double2 = [1, 0]
  let square: Double2 = [x, 0]
  for (let left = steps; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square)
    if (left > 1) square = multiply(square, square)
  }
  return result
}

import { defineMethods } from '../../python/arguments.ts'
import { NamedTuple, Tuple } from '../../python/collection/tuple.ts'
import { normalise } from '../../python/number/kind.ts'
import { PythonError, type Value } from '../../python/types.ts'
import { gcd } from '../integers.ts'
import { text } from '../read.ts'
import type { Decimal } from './decimal.ts'
import {
  digitsOf,
  type Finite,
  finite,
  fix,
  PRECISION,
  ROUNDINGS,
  type Rounding,
  rescale,
  squareRoot,
  tenTo,
} from './finite.ts'
import { normalized } from './format.ts'

function readRounding(value: Value): Rounding {
  if (value === null) return 'ROUND_HALF_EVEN'
  const found = ROUNDINGS.find((name) => name === text(value, 'rounding'))
  if (found) return found
  throw new PythonError('TypeError', `valid values for rounding are: [${ROUNDINGS.join(', ')}]`)
}

function need(value: Decimal): Finite {
  if (value.finite) return value.finite
  throw new PythonError('InvalidOperation', "[<class 'decimal.InvalidOperation'>]")
}

function signed(value: Decimal, negative: boolean): Decimal {
  if (value.finite) return value.with({ ...value.finite, negative })
  if (value.special === 'NaN' || value.special === 'sNaN') return value
  return value.with(negative ? '-Infinity' : 'Infinity')
}

function quantize(value: Decimal, exponent: Value, rounding: Value): Decimal {
  const target = need(value.from(exponent)).exponent
  const rounded = rescale(need(value), target, readRounding(rounding))
  if (digitsOf(rounded.coefficient) > PRECISION) {
    throw new PythonError('InvalidOperation', "[<class 'decimal.InvalidOperation'>]")
  }
  return value.with(rounded)
}

function toIntegral(value: Decimal, rounding: Value): Decimal {
  const x = need(value)
  return x.exponent >= 0 ? value : value.with(rescale(x, 0, readRounding(rounding)))
}

function asTuple(value: Decimal): Tuple {
  const x = need(value)
  const digits = [...x.coefficient.toString()].map(Number)
  return new NamedTuple(
    'DecimalTuple',
    ['sign', 'digits', 'exponent'],
    [x.negative ? 1 : 0, new Tuple(digits), x.exponent],
  )
}

function integerRatio(value: Decimal): Tuple {
  const x = need(value)
  const top = x.coefficient * (x.exponent > 0 ? tenTo(x.exponent) : 1n)
  const bottom = x.exponent < 0 ? tenTo(-x.exponent) : 1n
  const divisor = gcd(top, bottom)
  return new Tuple([normalise((x.negative ? -top : top) / divisor), normalise(bottom / divisor)])
}

export const DECIMAL_METHODS = defineMethods<Decimal>('Decimal', {
  'adjusted()': (d) => (d.finite ? d.finite.exponent + digitsOf(d.finite.coefficient) - 1 : 0),
  'as_integer_ratio()': integerRatio,
  'as_tuple()': asTuple,
  'canonical()': (d) => d,
  'compare(other)': (d, other) => {
    const order = d.compare(d.from(other))!
    return Number.isNaN(order) ? d.with('NaN') : d.from(order)
  },
  'conjugate()': (d) => d,
  'copy_abs()': (d) => signed(d, false),
  'copy_negate()': (d) => signed(d, d.finite ? !d.finite.negative : d.special === 'Infinity'),
  'copy_sign(other)': (d, other) => signed(d, d.from(other).toText().startsWith('-')),
  'is_finite()': (d) => d.finite !== undefined,
  'is_infinite()': (d) => d.special?.endsWith('Infinity') === true,
  'is_nan()': (d) => d.special?.endsWith('NaN') === true,
  'is_signed()': (d) => d.toText().startsWith('-'),
  'is_zero()': (d) => d.finite?.coefficient === 0n,
  'max(other)': (d, other) => larger(d, d.from(other)),
  'min(other)': (d, other) => (larger(d, d.from(other)) === d ? d.from(other) : d),
  'normalize()': (d) => (d.finite ? d.with(normalized(fix(d.finite))) : d),
  'number_class()': numberClass,
  'quantize(exp, rounding?)': (d, exponent, rounding = null) => quantize(d, exponent, rounding),
  'same_quantum(other)': (d, other) => need(d).exponent === need(d.from(other)).exponent,
  'scaleb(other)': (d, other) => {
    const x = need(d)
    return d.with(finite(x.negative, x.coefficient, x.exponent + Number(d.from(other).toInt())))
  },
  'sqrt()': (d) => d.with(squareRoot(need(d))),
  'to_eng_string()': engineering,
  'to_integral(rounding?)': (d, rounding = null) => toIntegral(d, rounding),
  'to_integral_exact(rounding?)': (d, rounding = null) => toIntegral(d, rounding),
  'to_integral_value(rounding?)': (d, rounding = null) => toIntegral(d, rounding),
})

function larger(a: Decimal, b: Decimal): Decimal {
  const order = a.compare(b)!
  if (Number.isNaN(order)) return a.finite ? a : b
  return order >= 0 ? a : b
}

function numberClass(value: Decimal): string {
  if (!value.finite)
    return value.special!.replace('Infinity', value.special === 'Infinity' ? '+Infinity' : 'Infinity')
  const kind = value.finite.coefficient === 0n ? 'Zero' : 'Normal'
  return `${value.finite.negative ? '-' : '+'}${kind}`
}

/** Like `str`, with exponents that are multiples of three. */
function engineering(value: Decimal): string {
  const x = value.finite
  const plain = value.toText()
  if (!x || !plain.includes('E') || x.coefficient === 0n) return plain
  const digits = x.coefficient.toString()
  const power = x.exponent + digits.length - 1
  const shift = ((power % 3) + 3) % 3
  const padded = digits.padEnd(shift + 1, '0')
  const fraction = padded.slice(shift + 1)
  const rest = power - shift
  const mantissa = `${padded.slice(0, shift + 1)}${fraction === '' ? '' : `.${fraction}`}`
  const exponent = rest === 0 ? '' : `E${rest < 0 ? '-' : '+'}${Math.abs(rest)}`
  return `${x.negative ? '-' : ''}${mantissa}${exponent}`
}

import { float } from '../../../kernel/index.ts'
import { defineMethods } from '../arguments.ts'
import { Bytes } from '../bytes.ts'
import { toArray } from '../collection/iterate.ts'
import { Tuple } from '../collection/tuple.ts'
import { truth } from '../text/repr.ts'
import { needText } from '../text/text.ts'
import { type Methods, PythonError, type Value } from '../types.ts'
import { decompose } from './float-text.ts'
import { needInt } from './index-value.ts'
import { asFloat, asInt, isFloat, isNumber, normalise } from './kind.ts'

const big = (value: Value): bigint => BigInt(asInt(value)!)

export const INT_METHODS: Methods = defineMethods<Value>('int', {
  'bit_length()': (value) => {
    const size = magnitude(big(value))
    return size === 0n ? 0 : size.toString(2).length
  },
  'bit_count()': (value) => magnitude(big(value)).toString(2).replaceAll('0', '').length,
  'conjugate()': (value) => asInt(value)!,
  'as_integer_ratio()': (value) => new Tuple([asInt(value)!, 1]),
  'to_bytes(length?, byteorder?, *, signed?)': (value, length = 1, order = 'big', signed = false) =>
    toBytes(big(value), needInt(length), needText(order, "to_bytes() argument 'byteorder'"), truth(signed)),
  'from_bytes(bytes, byteorder?, *, signed?)': (_, bytes, order = 'big', signed = false) =>
    fromBytes(bytes, needText(order, "from_bytes() argument 'byteorder'"), truth(signed)),
})

export const FLOAT_METHODS: Methods = defineMethods<Value>('float', {
  'is_integer()': (value) => Number.isInteger(asFloat(value)!),
  'conjugate()': (value) => value,
  'hex()': (value) => floatHex(asFloat(value)!),
  'as_integer_ratio()': (value) => integerRatio(asFloat(value)!),
})

/** Properties of ints, bools and floats; undefined if there is none of that name. */
export function numberAttribute(value: Value, name: string): Value | undefined {
  if (!isNumber(value)) return undefined
  if (name === 'real') return typeof value === 'boolean' ? Number(value) : value
  if (name === 'imag') return isFloat(value) ? float(0) : 0
  if (isFloat(value)) return undefined
  if (name === 'numerator') return asInt(value)
  return name === 'denominator' ? 1 : undefined
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

function isLittle(order: string): boolean {
  if (order === 'little' || order === 'big') return order === 'little'
  throw new PythonError('ValueError', "byteorder must be either 'little' or 'big'")
}

/** More bytes than any number here can need. */
const MAX_BYTES = 1 << 22

function toBytes(value: bigint, length: number, order: string, signed: boolean): Bytes {
  if (length < 0) throw new PythonError('ValueError', 'length argument must be non-negative')
  if (length > MAX_BYTES) throw new PythonError('MemoryError', '')
  if (value < 0n && !signed) throw new PythonError('OverflowError', "can't convert negative int to unsigned")
  const bits = BigInt(length * 8)
  const fits = signed ? BigInt.asIntN(Number(bits), value) === value : value < 1n << bits
  if (!fits) throw new PythonError('OverflowError', 'int too big to convert')
  const text =
    length === 0
      ? ''
      : BigInt.asUintN(Number(bits), value)
          .toString(16)
          .padStart(length * 2, '0')
  const bytes = Buffer.from(text, 'hex')
  return new Bytes(isLittle(order) ? bytes.reverse() : bytes)
}

function fromBytes(source: Value, order: string, signed: boolean): Value {
  const bytes = Buffer.from(source instanceof Bytes ? source.data : toArray(source).map(needInt))
  const ordered = isLittle(order) ? Buffer.from(bytes).reverse() : bytes
  const value = ordered.length === 0 ? 0n : BigInt(`0x${ordered.toString('hex')}`)
  return normalise(signed ? BigInt.asIntN(ordered.length * 8, value) : value)
}

function floatHex(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf'
  const sign = x < 0 || Object.is(x, -0) ? '-' : ''
  if (x === 0) return `${sign}0x0.0p+0`
  const { mantissa, exponent } = decompose(Math.abs(x))
  const fraction = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, '0')
  const power = exponent + 52
  return `${sign}0x${mantissa >> 52n}.${fraction}p${power < 0 ? '-' : '+'}${Math.abs(power)}`
}

function integerRatio(x: number): Tuple {
  if (Number.isNaN(x)) throw new PythonError('ValueError', 'cannot convert NaN to integer ratio')
  if (!Number.isFinite(x)) throw new PythonError('OverflowError', 'cannot convert Infinity to integer ratio')
  if (x === 0) return new Tuple([0, 1])
  let { mantissa, exponent } = decompose(Math.abs(x))
  while (mantissa % 2n === 0n && exponent < 0) {
    mantissa /= 2n
    exponent++
  }
  const numerator = exponent > 0 ? mantissa << BigInt(exponent) : mantissa
  const denominator = exponent < 0 ? 1n << BigInt(-exponent) : 1n
  return new Tuple([normalise(x < 0 ? -numerator : numerator), normalise(denominator)])
}

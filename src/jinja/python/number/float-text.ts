import type { Float } from '../../../kernel/index.ts'

/** The digits of 0–999 thousandths with the point before them: all of them, and without zeros at the end. */
const THOUSANDTHS = Array.from({ length: 1000 }, (_, i) => `.${String(i).padStart(3, '0')}`)
const SHORTENED = THOUSANDTHS.map((digits) => digits.replace(/0{1,2}$/, ''))

/** `repr(float)`: the shortest digits that read back, an exponent below 1e-4 and from 1e16. */
export function floatRepr(value: number | Float): string {
  const x = Number(value)
  if (!Number.isFinite(x)) return specialText(x)
  const size = Math.abs(x)
  // Digits that read back are the shortest if they are at most fifteen. For V8 to find them takes ten times as long.
  const thousandths = Math.round(size * 1000)
  if (thousandths / 1000 === size && size < 1e12 && size > 0) {
    const whole = Math.floor(thousandths / 1000)
    const text = `${whole}${SHORTENED[thousandths - whole * 1000]!}`
    return x < 0 ? `-${text}` : text
  }
  if (size >= 1e-4 && size < 1e16) {
    const text = String(x)
    return Number.isInteger(x) ? `${text}.0` : text
  }
  if (size === 0) return Object.is(x, -0) ? '-0.0' : '0.0'
  return widenExponent(x.toExponential())
}

export function specialText(x: number): string {
  return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf'
}

/** JavaScript writes `1e-7`, C and Python `1e-07`. */
function widenExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

/** `'%.{digits}f' % x` of a finite x: correctly rounded, ties to even. */
export function fixedText(x: number, digits: number): string {
  const size = Math.abs(x)
  const sign = x < 0 || Object.is(x, -0) ? '-' : ''
  if (digits > 100 || size >= 1e21) return sign + exactFixed(size, digits)
  if (digits === 3 || digits === 2 || digits === 1) {
    const text = shortFixed(size, digits)
    if (text !== undefined) return sign + text
  }
  // JavaScript rounds a tie up. A double lies midway exactly if x·2^(digits+1) is an odd integer.
  const scaled = size * 2 ** (digits + 1)
  const tie = Number.isInteger(scaled) && scaled % 2 !== 0
  return sign + (tie ? exactFixed(size, digits) : size.toFixed(digits))
}

/** 1, 2 or 3 digits; undefined unless the scaled number tells how to round. */
function shortFixed(size: number, digits: 1 | 2 | 3): string | undefined {
  const power = digits === 3 ? 1000 : digits === 2 ? 100 : 10
  const scaled = size * power
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  if (scaled >= 2 ** 40 || Math.abs(rest - 0.5) < 1e-3) return undefined
  const rounded = rest < 0.5 ? floor : floor + 1
  const whole = Math.floor(rounded / power)
  const fraction = THOUSANDTHS[(rounded - whole * power) * (1000 / power)]!
  return `${whole}${digits === 3 ? fraction : fraction.slice(0, digits + 1)}`
}

/** `'%.{digits}e' % x` of a finite x: correctly rounded, ties to even. */
export function exponentText(x: number, digits: number): string {
  if (x === 0) return `${Object.is(x, -0) ? '-' : ''}0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}e+00`
  const size = Math.abs(x)
  let power = Number(size.toExponential().split('e')[1])
  let scaled = roundedRatio(size, digits - power)
  // The shortest digits may have been rounded up to the next power of ten; so may these.
  const limit = 10n ** BigInt(digits)
  const shift = scaled < limit ? -1 : scaled >= limit * 10n ? 1 : 0
  if (shift !== 0) {
    power += shift
    scaled = roundedRatio(size, digits - power)
  }
  const text = scaled.toString()
  const mantissa = digits > 0 ? `${text[0]}.${text.slice(1)}` : text
  const exponent = String(Math.abs(power)).padStart(2, '0')
  return `${x < 0 ? '-' : ''}${mantissa}e${power < 0 ? '-' : '+'}${exponent}`
}

/** The decimal exponent of x once it is rounded to `digits` significant digits; 0 for 0. */
export function decimalExponent(x: number, digits: number): number {
  return x === 0 ? 0 : Number(exponentText(x, digits - 1).split('e')[1])
}

/** `x · 10^power` rounded to an integer, ties to even, exactly. */
function roundedRatio(x: number, power: number): bigint {
  const { mantissa, exponent } = decompose(x)
  let numerator = mantissa
  let denominator = 1n
  if (power >= 0) numerator *= 10n ** BigInt(power)
  else denominator = 10n ** BigInt(-power)
  if (exponent >= 0) numerator <<= BigInt(exponent)
  else denominator <<= BigInt(-exponent)
  const quotient = numerator / denominator
  const twice = (numerator % denominator) * 2n
  return twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient
}

function exactFixed(size: number, digits: number): string {
  const text = roundedRatio(size, digits)
    .toString()
    .padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const double = new DataView(new ArrayBuffer(8))

/** x = mantissa · 2^exponent for a finite x ≥ 0. */
export function decompose(x: number): { mantissa: bigint; exponent: number } {
  double.setFloat64(0, x)
  const bits = double.getBigUint64(0)
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 }
}

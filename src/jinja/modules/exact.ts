import { Float } from '../../kernel/index.ts'
import { asInt } from '../python/number/kind.ts'
import type { Value } from '../python/ops.ts'
import { Decimal } from './decimal/decimal.ts'
import { aligned, type Finite, finite, fromDouble, tenTo } from './decimal/finite.ts'
import { integerRoot } from './integers.ts'
import { real } from './read.ts'

/** An exact fraction: statistics are computed without rounding and rounded once. */
export interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

/** Numbers as integers, each `unit` times the number that it stands for. */
interface Scaled {
  readonly values: readonly bigint[]
  readonly unit: bigint
}

/** The sum of the numbers. */
export function sumOf(items: readonly Value[]): Fraction {
  const { values, unit } = scale(items)
  let top = 0n
  for (const value of values) top += value
  return { top, bottom: unit }
}

/** Σ(x − mean)² / `degrees`. */
export function spread(items: readonly Value[], degrees: number): Fraction {
  const { values, unit } = scale(items)
  const n = BigInt(items.length)
  let sum = 0n
  let squares = 0n
  for (const value of values) {
    sum += value
    squares += value * value
  }
  return { top: n * squares - sum * sum, bottom: n * BigInt(degrees) * unit * unit }
}

/** √ of a fraction, correctly rounded: the integer root of a quotient of 115 bits or more, with a sticky last bit. */
export function rootOf({ top, bottom }: Fraction): number {
  if (top === 0n) return 0
  let shift = 120 - (bitsAbout(top) - bitsAbout(bottom))
  if (shift % 2 !== 0) shift++
  const a = shift > 0 ? top << BigInt(shift) : top
  const b = shift > 0 ? bottom : bottom << BigInt(-shift)
  const root = integerRoot(a / b)
  const sticky = root * root * b === a ? root : root | 1n
  // In two steps: the whole power may be beyond the doubles when the root is not.
  const half = shift >> 2
  return Number(sticky) / 2 ** half / 2 ** (shift / 2 - half)
}

/** The length in bits, or up to three more. */
function bitsAbout(x: bigint): number {
  return 4 * x.toString(16).length
}

/** Ints and floats share a power of two; with a Decimal among them it is a power of ten. */
function scale(items: readonly Value[]): Scaled {
  return scaleByTwo(items) ?? scaleByTen(items)
}

/** undefined unless all are ints and floats that JavaScript's numbers hold, and hold multiplied, too. */
function scaleByTwo(items: readonly Value[]): Scaled | undefined {
  let power = 0
  for (const item of items) {
    if (typeof item !== 'number' && !(item instanceof Float)) return undefined
    const x = Number(item)
    if (!Number.isInteger(x)) power = Math.max(power, fractionBits(x))
  }
  const unit = 2 ** power
  const values: bigint[] = []
  for (const item of items) {
    const value = Number(item) * unit
    if (!Number.isFinite(value)) return undefined
    values.push(BigInt(value))
  }
  return { values, unit: 1n << BigInt(power) }
}

const view = new DataView(new ArrayBuffer(8))

/** So many bits a double may have behind the point. */
function fractionBits(x: number): number {
  view.setFloat64(0, x)
  return 1075 - Math.max((view.getUint16(0) >> 4) & 0x7ff, 1)
}

function scaleByTen(items: readonly Value[]): Scaled {
  const all = items.map(exact)
  const exponent = all.reduce((least, value) => Math.min(least, value.exponent), 0)
  return { values: all.map((value) => aligned(value, exponent)), unit: tenTo(-exponent) }
}

function exact(value: Value): Finite {
  if (value instanceof Decimal && value.finite) return value.finite
  const int = asInt(value)
  if (int === undefined) return fromDouble(real(value))
  const size = BigInt(int)
  return finite(size < 0n, size < 0n ? -size : size, 0)
}

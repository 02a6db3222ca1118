import { DAY, float, HOUR, MILLISECOND, MINUTE, SECOND } from '../../../kernel/index.ts'
import { defineMethods } from '../arguments.ts'
import { composedKey } from '../collection/hash.ts'
import { ratio } from '../number/arithmetic.ts'
import { decompose } from '../number/float-text.ts'
import { asFloat, asInt, isFloat, isNumber } from '../number/kind.ts'
import { typeName } from '../type-name.ts'
import { type BinaryOperator, type HashKey, Host, type Methods, PythonError, type Value } from '../types.ts'

const MOST_DAYS = 999_999_999
const DAY_MICROS = BigInt(DAY)

/** Python's timedelta: whole days and 0 ≤ microseconds < one day, so that every one is exact. */
export class TimeDelta extends Host {
  readonly days: number
  /** Microseconds beyond the whole days. */
  readonly rest: number

  /** OverflowError beyond ±999999999 days. */
  constructor(days: number, rest: number) {
    super()
    const carry = Math.floor(rest / DAY)
    this.days = days + carry
    this.rest = rest - carry * DAY
    if (!(Math.abs(this.days) <= MOST_DAYS)) {
      throw new PythonError('OverflowError', `days=${this.days}; must have magnitude <= ${MOST_DAYS}`)
    }
  }

  static fromMicros(micros: number | bigint): TimeDelta {
    if (typeof micros === 'number') return new TimeDelta(0, micros)
    let days = micros / DAY_MICROS
    let rest = micros % DAY_MICROS
    if (rest < 0n) {
      rest += DAY_MICROS
      days -= 1n
    }
    return new TimeDelta(Number(days), Number(rest))
  }

  /**
   * `timedelta(…)`: amounts of each unit, ints or floats, in the order of `DELTA_UNITS`; the sum is rounded to
   * microseconds, ties to even.
   */
  static of(amounts: readonly (Value | undefined)[]): TimeDelta {
    const small = smallSum(amounts)
    if (small !== undefined) return new TimeDelta(0, small)
    let sum = 0n
    let fraction = 0
    for (const [place, size] of SIZES) {
      const amount = amounts[place]
      if (amount === undefined) continue
      const int = asInt(amount)
      if (int !== undefined) {
        sum += BigInt(int) * BigInt(size)
        continue
      }
      const x = asFloat(amount)
      if (x === undefined) {
        const what = `unsupported type for timedelta ${DELTA_UNITS[place]} component: ${typeName(amount)}`
        throw new PythonError('TypeError', what)
      }
      const whole = Math.trunc(needFinite(x))
      const micros = (x - whole) * size
      sum += BigInt(whole) * BigInt(size) + BigInt(Math.trunc(micros))
      fraction += micros - Math.trunc(micros)
    }
    return TimeDelta.fromMicros(sum + BigInt(roundBeside(fraction, sum)))
  }

  get typeName(): string {
    return 'datetime.timedelta'
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  /** All of it in microseconds. */
  get micros(): bigint {
    return BigInt(this.days) * DAY_MICROS + BigInt(this.rest)
  }

  /** Seconds as the nearest double. */
  totalSeconds(): number {
    const micros = this.days * DAY + this.rest
    return Number.isSafeInteger(micros) ? micros / SECOND : ratio(this.micros, BigInt(SECOND))
  }

  override getAttr(name: string): Value | undefined {
    if (name === 'days') return this.days
    if (name === 'seconds') return Math.floor(this.rest / SECOND)
    return name === 'microseconds' ? this.rest % SECOND : undefined
  }

  override repr(): string {
    const parts: string[] = []
    if (this.days !== 0) parts.push(`days=${this.days}`)
    if (this.rest >= SECOND) parts.push(`seconds=${Math.floor(this.rest / SECOND)}`)
    if (this.rest % SECOND !== 0) parts.push(`microseconds=${this.rest % SECOND}`)
    return `datetime.timedelta(${parts.join(', ') || '0'})`
  }

  override toText(): string {
    const seconds = Math.floor(this.rest / SECOND)
    const minutes = Math.floor(seconds / 60)
    const two = (n: number): string => String(n).padStart(2, '0')
    const days = this.days === 0 ? '' : `${this.days} day${Math.abs(this.days) === 1 ? '' : 's'}, `
    const micros = this.rest % SECOND
    const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`
    return `${days}${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}${fraction}`
  }

  override truth(): boolean {
    return this.days !== 0 || this.rest !== 0
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof TimeDelta ? this.days === other.days && this.rest === other.rest : undefined
  }

  override compare(other: Value): number | undefined {
    return other instanceof TimeDelta ? this.days - other.days || this.rest - other.rest : undefined
  }

  override hashKey(): HashKey {
    return composedKey('δ', [this.days, this.rest])
  }

  override unary(operator: '-' | '+'): Value {
    return operator === '+' ? this : this.negated()
  }

  override absolute(): Value {
    return this.days < 0 ? this.negated() : this
  }

  negated(): TimeDelta {
    return new TimeDelta(-this.days, -this.rest)
  }

  plus(other: TimeDelta): TimeDelta {
    return new TimeDelta(this.days + other.days, this.rest + other.rest)
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (other instanceof TimeDelta) return reflected ? undefined : withDelta(operator, this, other)
    if (!isNumber(other)) return undefined
    if (operator === '*') return scale(this, other)
    if (reflected) return undefined
    if (operator === '/') return divide(this, other)
    return operator === '//' && !isFloat(other) ? floorDivide(this, other) : undefined
  }
}

/** The parameters of `timedelta`, in their order. */
export const DELTA_UNITS = [
  'days',
  'seconds',
  'microseconds',
  'milliseconds',
  'minutes',
  'hours',
  'weeks',
] as const

/** The place of each unit among them and its size in microseconds, in the order in which Python adds them up. */
const SIZES: readonly (readonly [number, number])[] = [
  [2, 1],
  [3, MILLISECOND],
  [1, SECOND],
  [4, MINUTE],
  [5, HOUR],
  [0, DAY],
  [6, 7 * DAY],
]

/** The sizes in the order of `DELTA_UNITS`. */
const SIZE_AT = SIZES.toSorted(([a], [b]) => a - b).map(([, size]) => size)

/** The sum in microseconds where all amounts are ints and it is exact in a double, as it nearly always is. */
function smallSum(amounts: readonly (Value | undefined)[]): number | undefined {
  let sum = 0
  for (let i = 0; i < amounts.length; i++) {
    const amount = amounts[i]
    if (amount === undefined) continue
    if (typeof amount !== 'number' || !Number.isInteger(amount)) return undefined
    sum += amount * SIZE_AT[i]!
    if (!Number.isSafeInteger(sum)) return undefined
  }
  return sum
}

const METHODS = defineMethods<TimeDelta>('datetime.timedelta', {
  'total_seconds()': (delta) => float(delta.totalSeconds()),
})

function needFinite(x: number): number {
  if (Number.isFinite(x)) return x
  if (Number.isNaN(x)) throw new PythonError('ValueError', 'cannot convert float NaN to integer')
  throw new PythonError('OverflowError', 'cannot convert float infinity to integer')
}

/** Rounds what is left of a sum, ties so that the sum gets even. */
function roundBeside(fraction: number, sum: bigint): number {
  const floor = Math.floor(fraction)
  const rest = fraction - floor
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1
  return (sum + BigInt(floor)) % 2n === 0n ? floor : floor + 1
}

function withDelta(operator: BinaryOperator, a: TimeDelta, b: TimeDelta): Value | undefined {
  switch (operator) {
    case '+':
      return a.plus(b)
    case '-':
      return a.plus(b.negated())
    case '/':
      return float(ratio(a.micros, needDivisor(b.micros, 'division by zero')))
    case '//':
      return Number(floorRatio(a.micros, needDivisor(b.micros, 'integer division or modulo by zero')))
    case '%': {
      const divisor = needDivisor(b.micros, 'integer modulo by zero')
      return TimeDelta.fromMicros(a.micros - floorRatio(a.micros, divisor) * divisor)
    }
    default:
      return undefined
  }
}

function needDivisor(micros: bigint, message: string): bigint {
  if (micros === 0n) throw new PythonError('ZeroDivisionError', message)
  return micros
}

function floorRatio(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** a / b to the nearest integer, ties to even. */
function nearestRatio(a: bigint, b: bigint): bigint {
  const [n, d] = b < 0n ? [-a, -b] : [a, b]
  const floor = floorRatio(n, d)
  const twice = (n - floor * d) * 2n
  return twice > d || (twice === d && floor % 2n !== 0n) ? floor + 1n : floor
}

/** A finite double as numerator and denominator. */
function fractionOf(value: Value): [bigint, bigint] {
  const int = asInt(value)
  if (int !== undefined) return [BigInt(int), 1n]
  const x = needFinite(asFloat(value)!)
  const { mantissa, exponent } = decompose(Math.abs(x))
  const signed = x < 0 ? -mantissa : mantissa
  return exponent < 0 ? [signed, 1n << BigInt(-exponent)] : [signed << BigInt(exponent), 1n]
}

function scale(delta: TimeDelta, by: Value): TimeDelta {
  const [numerator, denominator] = fractionOf(by)
  return TimeDelta.fromMicros(nearestRatio(delta.micros * numerator, denominator))
}

function divide(delta: TimeDelta, by: Value): TimeDelta {
  const [numerator, denominator] = fractionOf(by)
  if (numerator === 0n) throw new PythonError('ZeroDivisionError', 'division by zero')
  return TimeDelta.fromMicros(nearestRatio(delta.micros * denominator, numerator))
}

function floorDivide(delta: TimeDelta, by: Value): TimeDelta {
  const divisor = needDivisor(BigInt(asInt(by)!), 'integer division or modulo by zero')
  return TimeDelta.fromMicros(floorRatio(delta.micros, divisor))
}

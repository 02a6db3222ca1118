import { Float, float } from '../../../kernel/index.ts'
import { PythonError, type Value } from '../types.ts'
import { asFloat, asInt, type Int, normalise } from './kind.ts'
import { power } from './power.ts'

export type NumberOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**'

/** Results beyond this many bits would exhaust memory long before they mean anything. */
const MAX_BITS = 1 << 24

/** `a op b` of ints, bools and floats; undefined when one of them is no number. */
export function calculate(operator: NumberOperator, a: Value, b: Value): Value | undefined {
  const m = asInt(a)
  const n = asInt(b)
  if (m !== undefined && n !== undefined) return ints(operator, m, n)
  // Whether an int is too large is asked only where both are numbers.
  if (asFloat(a) === undefined || asFloat(b) === undefined) return undefined
  return floats(operator, operand(a), operand(b))
}

function operand(value: Value): number {
  const x = asFloat(value)!
  if (typeof value === 'bigint' && !Number.isFinite(x)) {
    throw new PythonError('OverflowError', 'int too large to convert to float')
  }
  return x
}

function ints(operator: NumberOperator, m: Int, n: Int): Value {
  switch (operator) {
    case '+':
      return exact(m, n, Number(m) + Number(n), () => BigInt(m) + BigInt(n))
    case '-':
      return exact(m, n, Number(m) - Number(n), () => BigInt(m) - BigInt(n))
    case '*':
      return exact(m, n, Number(m) * Number(n), () => {
        checkSize(bits(m) + bits(n))
        return BigInt(m) * BigInt(n)
      })
    case '/':
      return divideInts(m, n)
    case '//':
      return floorDivideInts(m, n)
    case '%':
      return moduloInts(m, n)
    case '**':
      return powerInts(m, n)
  }
}

/** The double when it is exact, else the slow way; `+ 0` takes the sign off a zero. */
function exact(m: Int, n: Int, quick: number, slow: () => bigint): Int {
  const small = typeof m === 'number' && typeof n === 'number' && Number.isSafeInteger(quick)
  return small ? quick + 0 : normalise(slow())
}

function divideInts(m: Int, n: Int): Value {
  // biome-ignore lint/suspicious/noDoubleEquals: an int is a number or a bigint
  if (n == 0) throw new PythonError('ZeroDivisionError', 'division by zero')
  if (typeof m === 'number' && typeof n === 'number') return float(m / n)
  return float(ratio(BigInt(m), BigInt(n)))
}

/** m / n, correctly rounded. */
export function ratio(m: bigint, n: bigint): number {
  const negative = m < 0n !== n < 0n
  const a = m < 0n ? -m : m
  const b = n < 0n ? -n : n
  // A quotient of 65 bits or more with a sticky last bit rounds to 53 as the exact one would.
  const shift = Math.max(66 - (bits(a) - bits(b)), 0)
  if (shift > 1200) return negative ? -0 : 0
  const scaled = a << BigInt(shift)
  let quotient = scaled / b
  if (quotient * b !== scaled) quotient |= 1n
  const size = Number(quotient) / 2 ** (shift >> 1) / 2 ** (shift - (shift >> 1))
  if (!Number.isFinite(size)) {
    throw new PythonError('OverflowError', 'integer division result too large for a float')
  }
  return negative ? -size : size
}

export function floorDivideInts(m: Int, n: Int): Int {
  if (typeof m === 'number' && typeof n === 'number') {
    if (n === 0) throw new PythonError('ZeroDivisionError', 'integer division or modulo by zero')
    const rest = m % n
    return (rest !== 0 && rest < 0 !== n < 0 ? (m - rest) / n - 1 : (m - rest) / n) + 0
  }
  const b = BigInt(n)
  if (b === 0n) throw new PythonError('ZeroDivisionError', 'integer division or modulo by zero')
  const a = BigInt(m)
  const rest = a % b
  return normalise(rest !== 0n && rest < 0n !== b < 0n ? a / b - 1n : a / b)
}

export function moduloInts(m: Int, n: Int): Int {
  if (typeof m === 'number' && typeof n === 'number') {
    if (n === 0) throw new PythonError('ZeroDivisionError', 'integer modulo by zero')
    const rest = m % n
    return (rest !== 0 && rest < 0 !== n < 0 ? rest + n : rest) + 0
  }
  const b = BigInt(n)
  if (b === 0n) throw new PythonError('ZeroDivisionError', 'integer modulo by zero')
  const rest = BigInt(m) % b
  return normalise(rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest)
}

/** `m ** n` of small ints by multiplying, all steps of which are exact; undefined for other numbers or a large power. */
export function smallPower(m: Value, n: Value): number | undefined {
  if (typeof m !== 'number' || typeof n !== 'number' || !(n >= 0 && n <= 64)) return undefined
  if (!Number.isInteger(m) || !Number.isInteger(n)) return undefined
  let power = 1
  for (let i = 0; i < n; i++) power *= m
  return Number.isSafeInteger(power) ? power + 0 : undefined
}

function powerInts(m: Int, n: Int): Value {
  if (n < 0) return floats('**', operand(m), operand(n))
  const base = BigInt(m)
  if (base === 0n || base === 1n || base === -1n) {
    // biome-ignore lint/suspicious/noDoubleEquals: an int is a number or a bigint
    if (n == 0) return 1
    return base === -1n && BigInt(n) % 2n === 0n ? 1 : Number(base)
  }
  checkSize(bits(m) * Number(n))
  return normalise(base ** BigInt(n))
}

/** How many bits an int takes, at most one more than needed. */
function bits(value: Int): number {
  const size = Math.abs(Number(value))
  if (size < 2) return 1
  if (size !== Number.POSITIVE_INFINITY) return Math.floor(Math.log2(size)) + 1
  return (value.toString(16).length - (value < 0 ? 1 : 0)) * 4
}

function checkSize(size: number): void {
  if (size > MAX_BITS) throw new PythonError('MemoryError', `an int of ${size} bits`)
}

function floats(operator: NumberOperator, x: number, y: number): Value {
  switch (operator) {
    case '+':
      return float(x + y)
    case '-':
      return float(x - y)
    case '*':
      return float(x * y)
    case '/':
      if (y === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
      return float(x / y)
    case '//':
      if (y === 0) throw new PythonError('ZeroDivisionError', 'float floor division by zero')
      return float(floorDivide(x, y))
    case '%':
      if (y === 0) throw new PythonError('ZeroDivisionError', 'float modulo')
      return float(modulo(x, y))
    case '**':
      return float(power(x, y))
  }
}

/** The remainder with the sign of y, as CPython's float_rem makes it. */
function modulo(x: number, y: number): number {
  const rest = x % y
  if (rest === 0) return y < 0 ? -0 : 0
  return rest < 0 !== y < 0 ? rest + y : rest
}

function floorDivide(x: number, y: number): number {
  const rest = x % y
  let quotient = (x - rest) / y
  if (rest !== 0 && rest < 0 !== y < 0) quotient -= 1
  if (quotient === 0) return Object.is(x / y, -0) || x / y < 0 ? -0 : 0
  const floor = Math.floor(quotient)
  return quotient - floor > 0.5 ? floor + 1 : floor
}

/** `-v` of an int, a bool or a float; undefined of everything else. */
export function negate(value: Value): Value | undefined {
  const int = asInt(value)
  if (int !== undefined) return typeof int === 'number' ? 0 - int : normalise(-int)
  if (typeof value === 'number') return -value
  return value instanceof Float ? new Float(-value.value) : undefined
}

/** `abs(v)` of an int, a bool or a float; undefined of everything else. */
export function absolute(value: Value): Value | undefined {
  const int = asInt(value)
  if (int !== undefined) return typeof int === 'number' ? Math.abs(int) : int < 0n ? -int : int
  const x = asFloat(value)
  return x === undefined ? undefined : float(Math.abs(x))
}

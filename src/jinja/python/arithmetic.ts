import { float } from '../../kernel/index.ts'
import { Bytes } from './bytes.ts'
import { repeatItems, repeatText } from './collection/repeat.ts'
import { Tuple } from './collection/tuple.ts'
import {
  calculate,
  floorDivideInts,
  moduloInts,
  type NumberOperator,
  negate,
  smallPower,
} from './number/arithmetic.ts'
import { asInt, isNumber } from './number/kind.ts'
import { printf } from './text/printf.ts'
import { TextLike } from './text/text.ts'
import { typeName } from './type-name.ts'
import { Host, PythonError, type Value } from './types.ts'

/** `a + b`. */
export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a + b
    if (!Number.isInteger(a) || !Number.isInteger(b)) return float(result)
    if (Number.isSafeInteger(result)) return result
  } else if (typeof a === 'string' && typeof b === 'string') return a + b
  if (Array.isArray(a) && Array.isArray(b)) return joined(a, b)
  return operate('+', a, b)
}

/** `a - b`. */
export function sub(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a - b
    if (!Number.isInteger(a) || !Number.isInteger(b)) return float(result)
    if (Number.isSafeInteger(result)) return result
  }
  return operate('-', a, b)
}

/** `a * b`: numbers, or a sequence so many times. */
export function mul(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a * b
    if (!Number.isInteger(a) || !Number.isInteger(b)) return float(result)
    if (Number.isSafeInteger(result)) return result + 0
  }
  return operate('*', a, b)
}

/** `a / b`, always a float. */
export function div(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) return float(a / b)
  return operate('/', a, b)
}

/** `a // b`, rounded down. */
export function floordiv(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    return floorDivideInts(a, b)
  }
  return operate('//', a, b)
}

/** `a % b`: the remainder with b's sign, or printf-style formatting. */
export function mod(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    return moduloInts(a, b)
  }
  return operate('%', a, b)
}

/** `a ** b`. */
export function pow(a: Value, b: Value): Value {
  return smallPower(a, b) ?? operate('**', a, b)
}

/** `-a`. */
export function neg(value: Value): Value {
  const result = value instanceof Host ? value.unary('-') : negate(value)
  if (result === undefined) throw badOperand('-', value)
  return result
}

/** `+a`. */
export function pos(value: Value): Value {
  if (typeof value === 'boolean') return Number(value)
  const result = value instanceof Host ? value.unary('+') : isNumber(value) ? value : undefined
  if (result === undefined) throw badOperand('+', value)
  return result
}

function badOperand(operator: string, value: Value): PythonError {
  return new PythonError('TypeError', `bad operand type for unary ${operator}: '${typeName(value)}'`)
}

function operate(operator: NumberOperator, a: Value, b: Value): Value {
  if (a instanceof Host) {
    const left = a.binary(operator, b, false)
    if (left !== undefined) return left
  } else {
    const result = calculate(operator, a, b)
    if (result !== undefined) return result
    // Text on the left formats whatever stands on the right, but for Markup, which formats itself.
    if (operator === '%' && typeof a === 'string') return printf(a, b)
  }
  const right = b instanceof Host ? b.binary(operator, a, true) : undefined
  if (right !== undefined) return right
  return sequences(operator, a, b)
}

/** Lists are short, and `concat` is slow to begin. */
function joined(a: readonly Value[], b: readonly Value[]): Value[] {
  const sum = a.slice()
  for (let i = 0; i < b.length; i++) sum.push(b[i]!)
  return sum
}

/** A sequence so many times, or the message why not. */
function sequences(operator: NumberOperator, a: Value, b: Value): Value {
  if (operator === '+') throw cannotAdd(a, b)
  if (operator === '*') {
    if (isSequence(a)) return repeat(a, b)
    if (isSequence(b)) return repeat(b, a)
  }
  throw unsupported(operator === '**' ? '** or pow()' : operator, a, b)
}

function isSequence(value: Value): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true
  return value instanceof Tuple || value instanceof Bytes || value instanceof TextLike
}

function repeat(sequence: Value, times: Value): Value {
  const count = asInt(times)
  if (count !== undefined && typeof sequence === 'string') return repeatText(sequence, count)
  if (count !== undefined && Array.isArray(sequence)) return repeatItems(sequence, count)
  throw new PythonError('TypeError', `can't multiply sequence by non-int of type '${typeName(times)}'`)
}

function cannotAdd(a: Value, b: Value): PythonError {
  if (a instanceof Bytes) return new PythonError('TypeError', `can't concat ${typeName(b)} to bytes`)
  if (!isSequence(a)) return unsupported('+', a, b)
  const kind = Array.isArray(a) ? 'list' : a instanceof Tuple ? 'tuple' : 'str'
  return new PythonError('TypeError', `can only concatenate ${kind} (not "${typeName(b)}") to ${kind}`)
}

function unsupported(operator: string, a: Value, b: Value): PythonError {
  const types = `'${typeName(a)}' and '${typeName(b)}'`
  return new PythonError('TypeError', `unsupported operand type(s) for ${operator}: ${types}`)
}

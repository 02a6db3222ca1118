import { Float } from '../../../kernel/index.ts'
import type { Value } from '../types.ts'

export type Int = number | bigint

/** Is it an int, and no bool? */
export function isInt(value: Value): value is Int {
  return typeof value === 'number' ? Number.isInteger(value) : typeof value === 'bigint'
}

export function isFloat(value: Value): value is number | Float {
  return typeof value === 'number' ? !Number.isInteger(value) : value instanceof Float
}

/** Is it an int, a float or a bool? */
export function isNumber(value: Value): value is Int | Float | boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean' ||
    value instanceof Float
  )
}

/** The int that an int or a bool is; undefined for everything else. */
export function asInt(value: Value): Int | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  if (typeof value === 'bigint') return value
  return typeof value === 'boolean' ? Number(value) : undefined
}

/** The double that an int (correctly rounded, possibly ±Infinity), a float or a bool is; else undefined. */
export function asFloat(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Float) return value.value
  return typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : undefined
}

/** An int in its one form: a number as far as numbers are exact. */
export function normalise(value: bigint): Int {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value
}

/** The int that an integral double of any size is. */
export function intFromDouble(value: number): Int {
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value)
}

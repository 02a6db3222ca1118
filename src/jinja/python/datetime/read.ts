import { needInt } from '../number/index-value.ts'
import { asText } from '../text/text.ts'
import { typeName } from '../type-name.ts'
import { PythonError, type Value } from '../types.ts'
import { TzInfo } from './zone.ts'

/** An int argument, or what it is when it was not given. */
export function intOr(value: Value | undefined, otherwise: number): number {
  return value === undefined ? otherwise : needInt(value)
}

/** A tzinfo argument: None, a TzInfo, or what it is when it was not given. */
export function zoneOr(value: Value | undefined, otherwise: TzInfo | null): TzInfo | null {
  if (value === undefined) return otherwise
  if (value === null || value instanceof TzInfo) return value
  throw new PythonError(
    'TypeError',
    `tzinfo argument must be None or of a tzinfo subclass, not type '${typeName(value)}'`,
  )
}

/** A fold argument, 0 or 1. */
export function foldOr(value: Value | undefined, otherwise: number): number {
  const fold = intOr(value, otherwise)
  if (fold !== 0 && fold !== 1) throw new PythonError('ValueError', 'fold must be either 0 or 1')
  return fold
}

/** A text argument of a method. */
export function textArgument(value: Value, name: string, position = 1): string {
  const text = asText(value)
  if (text !== undefined) return text
  throw new PythonError('TypeError', `${name}() argument ${position} must be str, not ${typeName(value)}`)
}

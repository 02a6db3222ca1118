import { asInt } from '../number/kind.ts'
import { PythonError, type Value } from '../types.ts'

/** Which elements a slice takes: `count` of them from `start` on, `step` apart. */
export interface Span {
  readonly start: number
  /** The bound that was asked for, which the last step may pass. */
  readonly stop: number
  readonly step: number
  readonly count: number
}

/** A slice's bounds within a sequence of that length, as Python's `slice.indices` finds them. */
export function span(length: number, from: Value, to: Value, by: Value): Span {
  const step = by === null ? 1 : sliceIndex(by)
  if (step === 0) throw new PythonError('ValueError', 'slice step cannot be zero')
  const low = step < 0 ? -1 : 0
  const high = step < 0 ? length - 1 : length
  const clip = (value: Value, missing: number): number => {
    if (value === null) return missing
    const i = sliceIndex(value)
    return i < 0 ? Math.max(i + length, low) : Math.min(i, high)
  }
  const start = clip(from, step < 0 ? high : low)
  const stop = clip(to, step < 0 ? low : high)
  return { start, stop, step, count: Math.max(Math.ceil((stop - start) / step), 0) }
}

/** The elements of an array that a slice takes. */
export function sliceItems<T>(items: readonly T[], from: Value, to: Value, by: Value): T[] {
  const { start, step, count } = span(items.length, from, to, by)
  if (step === 1) return items.slice(start, start + count)
  const made: T[] = []
  for (let i = 0; i < count; i++) made.push(items[start + i * step]!)
  return made
}

/** An int as a bound of a slice. TypeError if it is none. */
export function sliceIndex(value: Value): number {
  const i = asInt(value)
  if (i === undefined) {
    throw new PythonError('TypeError', 'slice indices must be integers or None or have an __index__ method')
  }
  // Beyond the range of doubles every sequence has ended already.
  return Number(i)
}

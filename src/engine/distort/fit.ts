import type { Field } from '../../kernel/index.ts'

/**
 * A number as a field can take it: an integer, or rounded to its decimals, and clamped to its range; undefined if
 * it is not finite. Never −0, which JSON writes as 0.
 */
export function fitted(value: number, integer: boolean, declared: Field | undefined): number | undefined {
  if (!Number.isFinite(value)) return undefined
  const rounded = (integer ? Math.round(value) : toDecimals(value, declared?.decimals)) + 0
  const range = declared?.range
  const fit = range ? Math.min(Math.max(rounded, range[0]), range[1]) : rounded
  // V8 keeps small integers apart from other numbers. Where one that is computed as a double comes into a field of
  // records, all such records hold boxes there from then on.
  const small = fit | 0
  return small === fit ? small : fit
}

/** A power takes longer than all the rest. */
const SCALES = Float64Array.from({ length: 7 }, (_, i) => 10 ** i)

function toDecimals(value: number, decimals: number | undefined): number {
  if (decimals === undefined) return value
  const scale = SCALES[decimals]!
  const rounded = Math.round(value * scale) / scale
  return Number.isFinite(rounded) ? rounded : value
}

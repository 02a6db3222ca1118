import type { Micros, Rng } from '../../kernel/index.ts'
import { sortedUniforms } from '../distributions/sorted-uniforms.ts'
import type { Instants } from './span.ts'

/** Recorded arrivals, one a row; or recorded counts, one an interval. */
export interface Trace {
  /** Instants of arrivals, or begins of intervals; ascending. */
  readonly times: Float64Array
  /** With counts: how many arrivals each interval holds, ≥ 0, and when it ends, not after the next begins. */
  readonly intervals?: { readonly counts: Float64Array; readonly ends: Float64Array }
  /** How many times as many arrivals are wanted, > 0: below 1 they are thinned. */
  readonly scale: number
}

/**
 * The arrivals of a trace. A number that is no integer is rounded up with the probability of its fraction. An
 * arrival keeps its place, further ones of its row come at random before the next row; those of an interval come
 * at random within it.
 */
export function* traceInstants(rng: Rng, { times, intervals, scale }: Trace, from: Micros): Instants {
  if (intervals === undefined && scale === 1) {
    if (times.length > 0) yield times
    return
  }
  const rounding = rng.fork('rounding')
  for (let row = 0; row < times.length; row++) {
    const expected = scale * (intervals?.counts[row] ?? 1)
    const whole = Math.floor(expected)
    const count = expected > whole && rounding.float() < expected - whole ? whole + 1 : whole
    const begin = times[row]!
    const end = intervals?.ends[row] ?? times[row + 1] ?? begin
    if (count === 0 || end < from) continue
    if (intervals === undefined) yield Float64Array.of(begin)
    const placed = intervals === undefined ? count - 1 : count
    const share = end > begin ? (from - begin) / (end - begin) : 0
    for (const shares of sortedUniforms(rng.fork(row), placed, share)) {
      for (let i = 0; i < shares.length; i++) shares[i] = begin + Math.floor(shares[i]! * (end - begin))
      yield shares
    }
  }
}

import type { Rng } from '../../kernel/index.ts'
import { beta } from './beta.ts'

/** Values made at a time. */
const LEAF = 4096
/** Whoever turns instants into shares may err by that much and still miss none. */
const MARGIN = 1e-9

/**
 * `count` independent uniform numbers of [0, 1), sorted, in chunks, without those of chunks wholly below `from`.
 * The middle one of n uniform numbers is a beta variable, and those on either side are uniform again; so a tree
 * of streams makes any part alone, in memory that does not grow with the count.
 */
export function* sortedUniforms(rng: Rng, count: number, from = 0): Generator<Float64Array, undefined> {
  yield* between(rng, 0, 1, count, from - MARGIN)
}

function* between(
  rng: Rng,
  low: number,
  high: number,
  count: number,
  from: number,
): Generator<Float64Array, undefined> {
  if (high < from || count === 0) return
  if (count <= LEAF) {
    yield leaf(rng, low, high, count)
    return
  }
  const left = Math.floor(count / 2)
  const middle = low + (high - low) * beta(rng.fork('middle'), left + 1, count - left)
  yield* between(rng.fork(0), low, middle, left, from)
  yield Float64Array.of(middle)
  yield* between(rng.fork(1), middle, high, count - left - 1, from)
}

/** Partial sums of n + 1 exponential variables, over their total (Devroye, «Non-Uniform Random Variate Generation», V.3). */
function leaf(rng: Rng, low: number, high: number, count: number): Float64Array {
  const values = new Float64Array(count)
  let total = 0
  for (let i = 0; i < count; i++) {
    total += rng.exponential()
    values[i] = total
  }
  const scale = (high - low) / (total + rng.exponential())
  for (let i = 0; i < count; i++) values[i] = low + values[i]! * scale
  return values
}

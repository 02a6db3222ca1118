import type { Rng } from '../../kernel/index.ts'

/** How a number is disturbed; all in proportion to its size |v|. */
export type Noise =
  /** v + N(0, |v|·level). */
  | { readonly type: 'gaussian'; readonly level: number }
  /** v + U(−|v|·level, |v|·level). */
  | { readonly type: 'uniform'; readonly level: number }
  /** A share of values becomes ±v·U(low, high), the others v + N(0, |v|·level·0.1). */
  | {
      readonly type: 'outliers'
      readonly level: number
      readonly share: number
      readonly factor: readonly [low: number, high: number]
    }

/** So often a value outside of its range is drawn again, which leaves the shape of the noise as it is inside. */
const TRIES = 16

/**
 * A disturbed value. One outside of the range is drawn again, so that values do not pile up at its ends; after 16
 * vain tries it is given as it is, for the caller to clamp.
 */
export function noisy(rng: Rng, value: number, noise: Noise, [low, high]: readonly [number, number]): number {
  const size = Math.abs(value)
  const outlier = noise.type === 'outliers' && rng.float() < noise.share
  let drawn = value
  for (let i = 0; i < TRIES; i++) {
    drawn = outlier ? value * outlierFactor(rng, noise.factor) : value + size * deviation(rng, noise)
    if (drawn >= low && drawn <= high) break
  }
  return drawn
}

function outlierFactor(rng: Rng, [low, high]: readonly [number, number]): number {
  const factor = low + (high - low) * rng.float()
  return rng.uint32() % 2 === 0 ? factor : -factor
}

/** In units of the value's size. */
function deviation(rng: Rng, { type, level }: Noise): number {
  if (type === 'uniform') return level * (2 * rng.float() - 1)
  return rng.normal() * (type === 'gaussian' ? level : level * 0.1)
}

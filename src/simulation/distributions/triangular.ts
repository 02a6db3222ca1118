import type { Rng } from '../../kernel/index.ts'

/**
 * One draw of the triangular distribution on [left, right] with its peak at `mode`, left ≤ mode ≤ right and
 * left < right, by inversion of the distribution function. Mean (left + mode + right) / 3.
 */
export function triangular(rng: Rng, left: number, mode: number, right: number): number {
  const u = rng.float()
  const span = right - left
  return u * span < mode - left
    ? left + Math.sqrt(u * span * (mode - left))
    : right - Math.sqrt((1 - u) * span * (right - mode))
}

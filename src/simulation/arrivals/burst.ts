import { SECOND } from '../../kernel/index.ts'
import type { Gap } from './gaps.ts'

/** How much slower than `rate` events come outside a burst. */
const CALM = 0.8

export interface Burst {
  /** Events/s, > 0. */
  readonly rate: number
  /** How much faster than `rate` events come in a burst. */
  readonly intensity: number
  /** The share of gaps that belong to a burst, 0–1. */
  readonly probability: number
}

/**
 * Gaps of a mixture of two exponential distributions: Exp(rate · intensity) with the given probability, else
 * Exp(0.8 · rate). Events/s on average: 1 / (p / (rate · intensity) + (1 − p) / (0.8 · rate)).
 */
export function burstGap({ rate, intensity, probability }: Burst): Gap {
  const fast = SECOND / (rate * intensity)
  const slow = SECOND / (rate * CALM)
  return (rng) => (rng.float() < probability ? fast : slow) * rng.exponential()
}

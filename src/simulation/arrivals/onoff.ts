import type { Micros, Rng } from '../../kernel/index.ts'
import type { Gap } from './gaps.ts'
import type { Period } from './modulated.ts'
import { paretoOf } from './renewal.ts'

/** How long a source stays on or off. */
export interface Stay {
  /** Microseconds. */
  readonly mean: Micros
  /** Pareto with this alpha > 1 (heavy-tailed); null: exponential. */
  readonly alpha: number | null
}

export interface OnOff {
  /** Events/s while on. */
  readonly rate: number
  readonly active: Stay
  readonly idle: Stay
}

/**
 * On and off periods in turn. The first is on with the probability active / (active + idle), which is stationary for
 * exponential stays; one that is heavy-tailed begins anew at the start.
 */
export function* onOffPeriods(rng: Rng, { rate, active, idle }: OnOff): Generator<Period, undefined> {
  const activeLength = lengthOf(active)
  const idleLength = lengthOf(idle)
  if (rng.float() * (active.mean + idle.mean) >= active.mean) yield { rate: 0, length: idleLength(rng) }
  for (;;) {
    yield { rate, length: activeLength(rng) }
    yield { rate: 0, length: idleLength(rng) }
  }
}

function lengthOf({ mean, alpha }: Stay): Gap {
  return alpha === null ? (rng) => mean * rng.exponential() : paretoOf(mean, alpha)
}

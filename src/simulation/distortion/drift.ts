import { type Micros, math } from '../../kernel/index.ts'

export const DRIFT_TYPES = ['linear', 'seasonal', 'sudden', 'gradual', 'incremental', 'recurring'] as const
export type DriftType = (typeof DRIFT_TYPES)[number]

/** When a drift happens and how it goes on; times in microseconds since the beginning of the schedule. */
export interface DriftCourse {
  readonly type: DriftType
  readonly start: Micros
  /** From then on everything is as it was. */
  readonly end: Micros
  /** The time scale, > 0: see `driftWeight`. */
  readonly width: Micros
}

/**
 * How strong a drift is, as a share of its full strength, x = (elapsed − start) / width after its start:
 * - linear: x, without bound
 * - seasonal: sin(2πx), so `width` is the period
 * - sudden: 1
 * - gradual: 1 − e^(−x)
 * - incremental: x up to 1, then 1
 * - recurring: 1 in the first half of each period x, 0 in the second
 */
export function driftWeight({ type, start, end, width }: DriftCourse, elapsed: Micros): number {
  if (!(elapsed > start && elapsed < end)) return 0
  const x = (elapsed - start) / width
  switch (type) {
    case 'linear':
      return x
    case 'seasonal':
      return math.sinTurns(x)
    case 'sudden':
      return 1
    case 'gradual':
      return 1 - math.exp(-x)
    case 'incremental':
      return Math.min(x, 1)
    case 'recurring':
      return x - Math.floor(x) < 0.5 ? 1 : 0
  }
}

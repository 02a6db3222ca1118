import type { Clock, Rng, Zone } from '../../kernel/index.ts'

/** Where modules get randomness and time from: never from the machine. */
export interface World {
  readonly rng: Rng
  readonly clock: Clock
  readonly zone: Zone
}

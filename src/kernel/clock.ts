import type { Micros } from './time/civil.ts'

/**
 * The only way to know what time it is. A real clock runs with the machine (perhaps faster: time
 * compression); a virtual clock stands still and never waits.
 */
export interface Clock {
  /** Simulated instant, microseconds since the Unix epoch. */
  now(): Micros
  /** Resolves at the simulated instant, at once if it is past; rejects with `signal.reason` when aborted. */
  sleepUntil(at: Micros, signal?: AbortSignal): Promise<void>
}

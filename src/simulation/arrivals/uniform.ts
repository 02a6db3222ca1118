import type { Micros } from '../../kernel/index.ts'
import { CHUNK, type Instants, type Span } from './span.ts'

/** So many events in so much time. */
export interface Rate {
  readonly events: number
  /** Microseconds. */
  readonly per: Micros
}

/**
 * The k-th instant, k = 1, 2, …, is start + k · per / events, rounded to the microsecond: computed from its
 * index, so that it never drifts.
 */
export function* uniformInstants({ events, per }: Rate, { start, end }: Span, from: Micros): Instants {
  // Two early, as the quotient may be rounded up.
  let index = Math.max(1, Math.floor(((from - start) / per) * events) - 1)
  for (let last = start; last <= end; index += CHUNK) {
    const chunk = new Float64Array(CHUNK)
    for (let i = 0; i < CHUNK; i++) chunk[i] = start + Math.round(((index + i) * per) / events)
    last = chunk[CHUNK - 1]!
    yield chunk
  }
}

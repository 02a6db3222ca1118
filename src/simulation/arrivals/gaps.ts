import type { Rng } from '../../kernel/index.ts'
import { CHUNK, type Instants, type Span } from './span.ts'

/** Draws one inter-arrival time, microseconds with a fraction. */
export type Gap = (rng: Rng) => number

/**
 * A renewal process: gaps drawn independently of each other, the first from `start` on. The fraction of a
 * microsecond is carried, not lost, and sums are taken from the chunk's begin, where doubles are dense. Reading
 * from later on draws all gaps before.
 */
export function* renewalInstants(rng: Rng, gap: Gap, { start, end }: Span): Instants {
  let base = start
  let offset = 0
  while (base <= end) {
    const chunk = new Float64Array(CHUNK)
    for (let i = 0; i < CHUNK; i++) {
      offset += gap(rng)
      chunk[i] = base + Math.floor(offset)
    }
    yield chunk
    const whole = Math.floor(offset)
    base += whole
    offset -= whole
  }
}

import type { Micros, Rng } from '../../kernel/index.ts'
import { poissonInstants } from './poisson.ts'
import type { Instants, Span } from './span.ts'

/** A stretch of time throughout which the rate is constant. */
export interface Period {
  /** Events/s, ≥ 0. */
  readonly rate: number
  /** Microseconds with a fraction. */
  readonly length: number
}

/**
 * A Poisson process whose rate is that of the period in force; periods follow each other from `start` on. Each
 * has a stream of its own, so that reading from later on walks the periods before, not their events.
 */
export function* modulatedInstants(
  rng: Rng,
  periods: Iterable<Period>,
  { start, end }: Span,
  from: Micros,
): Instants {
  let begin = start
  let fraction = 0
  let index = 0
  for (const { rate, length } of periods) {
    if (begin > end) return
    const whole = Math.floor(fraction + length)
    fraction += length - whole
    const next = begin + whole
    if (rate > 0 && next > Math.max(from, begin)) {
      yield* poissonInstants(rng.fork(index), rate, { start: begin, end: Math.min(next - 1, end) }, from)
    }
    begin = next
    index++
  }
}

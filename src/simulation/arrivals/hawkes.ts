import { type Micros, math, type Rng, SECOND } from '../../kernel/index.ts'
import { CHUNK, type Instants, type Span } from './span.ts'

/** A self-exciting process whose kernel is branching · e^(−t / memory) / memory. */
export interface Hawkes {
  /** Mean rate, events/s: the background rate is rate · (1 − branching). */
  readonly rate: number
  /** How many events each one triggers on average, 0 ≤ branching < 1. */
  readonly branching: number
  /** Mean time from an event to one that it triggers, microseconds. */
  readonly memory: Micros
}

/**
 * Instants by Ogata's thinning (1981): between events the intensity only falls, so that its value now bounds it;
 * a candidate of that rate is kept with the probability intensity / bound. Reading from later on draws all
 * events before.
 */
export function* hawkesInstants(rng: Rng, process: Hawkes, { start, end }: Span): Instants {
  const { branching, memory } = process
  const background = (process.rate / SECOND) * (1 - branching)
  const jump = branching / memory
  let excitation = stationaryExcitation(rng, process)
  let base = start
  let offset = 0
  while (base <= end) {
    const chunk = new Float64Array(CHUNK)
    for (let i = 0; i < CHUNK; ) {
      const bound = background + excitation
      const gap = rng.exponential() / bound
      offset += gap
      excitation *= math.exp(-gap / memory)
      if (rng.float() * bound < background + excitation) {
        excitation += jump
        chunk[i++] = base + Math.floor(offset)
      }
    }
    yield chunk
    const whole = Math.floor(offset)
    base += whole
    offset -= whole
  }
}

/**
 * The excitation (events/µs) left over from before the start: a gamma variable with the stationary mean
 * rate · branching and variance rate · branching² / (2 · memory · (1 − branching)). The first two moments of the
 * intensity obey closed linear equations (Hawkes 1971), so the mean and the variance of counts are stationary
 * from the first instant on.
 */
function stationaryExcitation(rng: Rng, { rate, branching, memory }: Hawkes): number {
  if (branching === 0) return 0
  const mean = (rate / SECOND) * branching
  const scale = branching / (2 * memory * (1 - branching))
  return scale * rng.gamma(mean / scale)
}

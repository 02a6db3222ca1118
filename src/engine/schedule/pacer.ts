import type { Clock, Micros } from '../../kernel/index.ts'
import { lowerBound, sliceBlock, type TickBlock } from './block.ts'
import { Horizon } from './horizon.ts'
import type { Lateness } from './lateness.ts'

export interface Pace {
  /** At most so many ticks at once. */
  readonly size: number
  /** How long a tick may wait for others to fill a batch with, in microseconds of event time. */
  readonly linger: Micros
}

/**
 * Releases ticks when the clock reaches them, never before. Deadlines are absolute: a late batch does not
 * delay the next one, so no error accumulates. Ticks of one wake-up go out together.
 */
export async function* paced(
  blocks: Iterable<TickBlock>,
  clock: Clock,
  pace: Pace,
  lateness: Lateness,
  signal: AbortSignal,
  horizon: Horizon = new Horizon(),
): AsyncGenerator<TickBlock> {
  for (const block of blocks) {
    const { times } = block
    let start = 0
    while (start < times.length) {
      const last = Math.min(start + pace.size, times.length) - 1
      const release = Math.min(times[start]! + pace.linger, Math.max(times[last]!, times[start]!))
      if (clock.now() < release) {
        horizon.sleepsUntil(times[start]!)
        await clock.sleepUntil(release, signal)
        horizon.wakes()
      } else signal.throwIfAborted()
      const now = clock.now()
      const due = Math.min(lowerBound(times, now + 1, start), start + pace.size)
      lateness.recordAll(times, start, due, now)
      yield sliceBlock(block, start, due)
      start = due
    }
  }
  horizon.sleepsUntil(Number.POSITIVE_INFINITY)
}

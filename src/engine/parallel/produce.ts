import type { Batch, Fields } from '../../kernel/index.ts'
import { LoomError, sliceLines } from '../../kernel/index.ts'
import type { ProduceCounts } from '../produce/batch-builder.ts'
import type { Breath } from '../produce/breath.ts'
import { type Share, sharedSlices } from '../produce/share.ts'
import { sliceBlock, type TickBlock } from '../schedule/block.ts'
import { LineBatch, Ready } from './ready.ts'
import type { Crew, Made, Task } from './task.ts'

export interface CrewRun {
  readonly crew: Crew
  readonly counts: ProduceCounts
  /** How many events may be produced in all. */
  readonly limit: number
  /** What the source declares of its records. */
  readonly fields?: Fields | undefined
  /** The tags of each input. */
  readonly tags: readonly (readonly string[])[]
  readonly share: Share | undefined
  /** Ticks that are passed over. */
  readonly skip?: number
  readonly onFailure: (error: unknown, tick: number) => void
  readonly breath: Breath
  /** Takes the memory of lines that one output has taken; absent where there are several. */
  readonly reuse?: ((bytes: Uint8Array) => void) | undefined
  readonly signal: AbortSignal
}

/**
 * As `produce`, by a crew: the same events in the same order, whoever makes them. Tasks are handed out as the
 * batches are taken, so a slow reader stops the crew.
 */
export async function* produceTogether(
  blocks: AsyncIterable<TickBlock> | Iterable<TickBlock>,
  run: CrewRun,
): AsyncGenerator<Batch> {
  const { crew, counts, limit, signal, breath } = run
  if (limit <= 0) return
  const pending: Promise<Made>[] = []
  const tasks = tasksOf(blocks, run)
  try {
    for (let more = true; ; ) {
      while (more && pending.length < crew.tasks) {
        const { value, done } = await tasks.next()
        if (done) more = false
        else {
          const made = crew.make(value)
          // Whoever waits for it hears of a failure; until then it must not count as unheard.
          made.catch(() => {})
          pending.push(made)
        }
      }
      const made = await pending.shift()
      if (!made) return
      const batch = account(made, run)
      if (batch.size > 0) yield batch
      const turn = breath.take()
      if (turn) await turn
      if (made.exhausted || counts.produced >= limit || signal.aborted) return
    }
  } finally {
    await tasks.return(undefined)
  }
}

async function* tasksOf(
  blocks: AsyncIterable<TickBlock> | Iterable<TickBlock>,
  { crew, share, skip, signal }: CrewRun,
): AsyncGenerator<Task> {
  let first = 0
  for await (const block of blocks) {
    for (const { start, end } of sharedSlices(first, block.times.length, share, skip, crew.ticks)) {
      if (signal.aborted) return
      yield { first: first + start, block: sliceBlock(block, start, end) }
    }
    first += block.times.length
  }
}

/** Counts what was made, as far as the limit of events allows, and gives it as a batch. */
function account(made: Made, { counts, limit, fields, tags, onFailure, reuse }: CrewRun): Batch {
  const size = Math.min(made.seq.length, limit - counts.produced)
  const whole = size === made.seq.length
  counts.produced += size
  counts.skipped += made.skipped
  counts.produceFailed += made.failures.length
  counts.ticks += whole ? made.ticks : size
  for (const { tick, problem } of made.failures) {
    onFailure(new LoomError(problem.code, problem.message, problem), tick)
  }
  const seq = made.seq.subarray(0, size)
  const time = made.time.subarray(0, size)
  const { source, lines } = made
  const eventTags =
    typeof source === 'number'
      ? new Array<readonly string[]>(size).fill(tags[source]!)
      : Array.from(source.subarray(0, size), (each) => tags[each]!)
  if (lines) {
    const release = reuse && (() => reuse(lines.bytes))
    const columns = { seq, time, due: time, tags: eventTags }
    return new LineBatch(whole ? lines : sliceLines(lines, 0, size), columns, release)
  }
  const events = whole ? made.events : made.events.slice(0, size)
  return {
    size,
    seq,
    time,
    due: time,
    events: made.ready ? events.map((text) => new Ready(text as string)) : events,
    tags: eventTags,
    ...(fields && !made.ready && { fields }),
  }
}

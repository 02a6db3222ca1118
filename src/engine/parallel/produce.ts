import { setImmediate as turn } from 'node:timers/promises'
import type { Batch, Fields } from '../../kernel/index.ts'
import { LoomError, sliceLines } from '../../kernel/index.ts'
import type { ProduceCounts } from '../produce/batch-builder.ts'
import type { Breath } from '../produce/breath.ts'
import { type Share, sharedSlices } from '../produce/share.ts'
import { sliceBlock, type TickBlock } from '../schedule/block.ts'
import { Outcome } from './outcome.ts'
import { LineBatch, Ready } from './ready.ts'
import type { Coming, Crew, Made, Maker, Task } from './task.ts'

export interface CrewRun {
  /** The thread of the run, which makes events while it would wait for others. */
  readonly own: Maker
  readonly crew?: Crew
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
  /** The memory of lines may go back once an output has taken them: there is only one. */
  readonly reuse: boolean
  /** The next ticks may be waited for while others are still made into events; otherwise only when all of them are. */
  readonly ahead: boolean
  readonly signal: AbortSignal
}

/** A task that was handed out. */
interface Pending {
  readonly maker: Pick<Maker, 'reuse'>
  readonly first: number
  readonly made: Coming<Made>
}

/** Tasks that are made ahead of one that takes long, at most, for each that the crew has at a time. */
const AHEAD = 4

/**
 * As `produce`, by several: the same events in the same order, whoever makes them. Tasks are handed out as the
 * batches are taken, so a slow reader stops the crew. The thread of the run makes tasks while the next batch is not
 * there, so that there need be no more threads than processors.
 */
export async function* produceTogether(
  blocks: AsyncIterable<TickBlock> | Iterable<TickBlock>,
  run: CrewRun,
): AsyncGenerator<Batch> {
  const { own, crew, counts, limit, ahead, signal, breath } = run
  if (limit <= 0) return
  const most = 1 + AHEAD * (crew?.tasks ?? 0)
  const pending: Pending[] = []
  const tasks = tasksOf(blocks, run)
  let task: Outcome<IteratorResult<Task, void>> | undefined
  const give = ({ first }: Task, made: Coming<Made>, maker: Pick<Maker, 'reuse'>) => {
    pending.push({ maker, first, made })
    task = undefined
  }
  try {
    for (;;) {
      const head = pending[0]
      if (!head || ahead) task ??= new Outcome(tasks.next())
      // What was made before the schedule broke comes first.
      const wanted = head === undefined || (pending.length < most && !task?.failed)
      const given = task?.over && wanted ? task.take() : undefined
      if (given && !given.done && crew && crew.room > 0) give(given.value, crew.make(given.value), crew)
      else if (head?.made.over) {
        pending.shift()
        const made = head.made.take()
        const batch = account(made, head, run)
        if (batch.size > 0) yield batch
        const rest = breath.take()
        if (rest) await rest
        if (made.exhausted || counts.produced >= limit || signal.aborted) return
      } else if (given && !given.done) {
        const made = new Outcome(own.make(given.value))
        give(given.value, made, own)
        await made.settled
        if (!made.failed && made.take().lines) crew?.rehearse?.(given.value)
        // So that the answers of others come in: where they are not lines, they are messages.
        else if (crew) await turn()
      } else if (head) {
        const next = task && !task.over ? [task.settled] : []
        await Promise.race([head.made.settled, ...next])
      } else if (given) return
      else await task!.settled
    }
  } finally {
    // The next tick may be far away: nobody waits for it any more.
    tasks.return(undefined).catch(() => {})
  }
}

async function* tasksOf(
  blocks: AsyncIterable<TickBlock> | Iterable<TickBlock>,
  { crew, share, skip, signal }: CrewRun,
): AsyncGenerator<Task> {
  let first = 0
  for await (const block of blocks) {
    for (const { start, end } of sharedSlices(first, block.times.length, share, skip, crew?.ticks)) {
      if (signal.aborted) return
      yield { first: first + start, block: sliceBlock(block, start, end) }
    }
    first += block.times.length
  }
}

/** Counts what was made, as far as the limit of events allows, and gives it as a batch. */
function account(
  made: Made,
  { maker, first }: Pending,
  { counts, limit, fields, tags, onFailure, reuse }: CrewRun,
): Batch {
  const size = Math.min(made.seq.length, limit - counts.produced)
  const whole = size === made.seq.length
  // Each tick yields one event, or fails, or yields nothing on purpose.
  const ticks = whole ? made.ticks : made.seq[size - 1]! + 1 - first
  const failures = whole ? made.failures : made.failures.filter(({ tick }) => tick < first + ticks)
  counts.produced += size
  counts.skipped += whole ? made.skipped : ticks - size - failures.length
  counts.produceFailed += failures.length
  counts.ticks += ticks
  for (const { tick, problem } of failures) {
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
    const release = reuse ? () => maker.reuse?.(lines.bytes) : undefined
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

import type { Batch, EventSource } from '../../kernel/index.ts'
import { sliceBlock, type TickBlock } from '../schedule/block.ts'
import type { BatchBuilder } from './batch-builder.ts'
import type { Breath } from './breath.ts'
import { type Share, sharedSlices } from './share.ts'
import { SliceTicks } from './slice-ticks.ts'

export interface Production {
  readonly source: EventSource
  readonly builder: BatchBuilder
  /** The tags of each input. */
  readonly tags: readonly (readonly string[])[]
  /** A batch is given when its events are this long together, UTF-16 units. */
  readonly batchLength: number
  /** The part of the ticks to make; all of them without. */
  readonly share: Share | undefined
  /** So many ticks of the run are passed over; only a pure source allows it. */
  readonly skip?: number
  readonly breath: Breath
  readonly signal: AbortSignal
}

/**
 * Turns ticks into batches of events: one batch a block, or several when the events are longer together than
 * `batchLength`. Ends early when `signal` aborts; what was made until then is still given.
 */
export async function* produce(
  blocks: AsyncIterable<TickBlock> | Iterable<TickBlock>,
  { source, builder, tags, batchLength, share, skip = 0, breath, signal }: Production,
): AsyncGenerator<Batch> {
  if (builder.ended) return
  let ordinal = 0
  for await (const block of blocks) {
    for (const { start, end } of sharedSlices(ordinal, block.times.length, share, skip)) {
      for (let from = start, to = start; from < end; from = to) {
        if (builder.ended || signal.aborted) break
        // No more ticks than events are wanted: what one does, as to run a command, is done with it.
        to = Math.min(end, from + builder.room)
        const slice = sliceBlock(block, from, to)
        builder.begin(slice, ordinal + from)
        const pending = source.produce(new SliceTicks(slice, ordinal + from, tags), builder)
        if (pending) await pending
        builder.finish()
      }
      if (builder.length >= batchLength) yield builder.take()
      const turn = breath.take()
      if (turn) await turn
    }
    ordinal += block.times.length
    const turn = ordinal <= skip ? breath.take() : undefined
    if (turn) await turn
    if (builder.size > 0) yield builder.take()
    if (builder.ended || signal.aborted) return
  }
  if (!source.flush || signal.aborted) return
  source.flush({ push: (event, time) => builder.owe(event, time) })
  if (builder.size > 0) yield builder.take()
}

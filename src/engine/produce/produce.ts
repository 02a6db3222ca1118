import type { Batch, EventSource, Ticks } from '../../kernel/index.ts'
import { sliceBlock, sourceOf, type TickBlock } from '../schedule/block.ts'
import type { BatchBuilder } from './batch-builder.ts'
import type { Breath } from './breath.ts'

/** Ticks handed to the event plugin at once: enough to forget the call, few enough to stay responsive. */
const SLICE = 256

/**
 * Turns ticks into batches of events: one batch a block, or several when the events are longer together than
 * `batchLength` (UTF-16 units). Ends early when `signal` aborts; what was made until then is still given.
 */
export async function* produce(
  blocks: AsyncIterable<TickBlock> | Iterable<TickBlock>,
  source: EventSource,
  builder: BatchBuilder,
  tags: readonly (readonly string[])[],
  batchLength: number,
  breath: Breath,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  if (builder.ended) return
  for await (const block of blocks) {
    for (let start = 0; start < block.times.length && !builder.ended && !signal.aborted; start += SLICE) {
      const slice = sliceBlock(block, start, Math.min(start + SLICE, block.times.length))
      builder.begin(slice)
      const pending = source.produce(new SliceTicks(slice, builder.counts.ticks, tags), builder)
      if (pending) await pending
      builder.finish()
      if (builder.length >= batchLength) yield builder.take()
      const turn = breath.take()
      if (turn) await turn
    }
    if (builder.size > 0) yield builder.take()
    if (builder.ended || signal.aborted) return
  }
}

class SliceTicks implements Ticks {
  readonly size: number
  readonly first: number
  readonly times: Float64Array
  readonly #block: TickBlock
  readonly #tags: readonly (readonly string[])[]

  constructor(block: TickBlock, first: number, tags: readonly (readonly string[])[]) {
    this.size = block.times.length
    this.first = first
    this.times = block.times
    this.#block = block
    this.#tags = tags
  }

  tags(index: number): readonly string[] {
    return this.#tags[sourceOf(this.#block, index)]!
  }
}

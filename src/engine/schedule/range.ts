import type { Micros } from '../../kernel/index.ts'
import { lowerBound, sliceBlock, type TickBlock } from './block.ts'

/** The part of event time that a run covers: from ≤ t < to, and at most `duration` after its beginning. */
export interface Range {
  readonly from: Micros
  readonly to: Micros
  /** Counted from `from`, or from the first instant where `from` is −Infinity. */
  readonly duration?: Micros | undefined
}

/** Cuts sorted blocks to a range and stops reading at its end. */
export function* cutToRange(blocks: Iterable<TickBlock>, range: Range): Generator<TickBlock> {
  let end = Number.isFinite(range.from) ? rangeEnd(range, range.from) : undefined
  for (const block of blocks) {
    end ??= rangeEnd(range, block.times[0]!)
    const start = lowerBound(block.times, range.from)
    const stop = lowerBound(block.times, end, start)
    if (stop > start) yield sliceBlock(block, start, stop)
    if (stop < block.times.length) return
  }
}

function rangeEnd(range: Range, begin: Micros): Micros {
  return range.duration === undefined ? range.to : Math.min(range.to, begin + range.duration)
}

import type { Ticks } from '../../kernel/index.ts'
import { sourceOf, type TickBlock } from '../schedule/block.ts'

/** A block's ticks as an event plugin sees them. `first` is the ordinal of the first since the run began. */
export class SliceTicks implements Ticks {
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

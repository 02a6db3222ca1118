import type { TickBlock } from './block.ts'

/** An input's blocks and its index in the project. */
export interface ScheduledInput {
  readonly index: number
  readonly blocks: Iterable<Float64Array>
}

/**
 * Merges sorted inputs into one sorted sequence of blocks of at most `size` instants; equal instants keep the
 * order of the inputs. Lazy: holds one block an input.
 *
 * @param first instants of the first block, at most; each block may be twice as long as the one before
 */
export function* mergeInputs(
  inputs: readonly ScheduledInput[],
  most: number,
  first = most,
): Generator<TickBlock> {
  if (inputs.length === 1) return yield* cutToGrow(inputs[0]!, most, first)
  const heads = inputs.map((input) => new Head(input)).filter((head) => head.fill())
  let size = first
  let times = new Float64Array(size)
  let source = new Uint16Array(size)
  let filled = 0
  try {
    while (heads.length > 0) {
      const head = earliest(heads)
      times[filled] = head.time
      source[filled] = head.index
      filled++
      if (!head.advance()) heads.splice(heads.indexOf(head), 1)
      if (filled === size) {
        yield { times, source }
        size = Math.min(2 * size, most)
        times = new Float64Array(size)
        source = new Uint16Array(size)
        filled = 0
      }
    }
    if (filled > 0) yield { times: times.subarray(0, filled), source: source.subarray(0, filled) }
  } finally {
    for (const head of heads) head.close()
  }
}

/** The blocks of one input, of which the first are cut. */
function* cutToGrow({ index, blocks }: ScheduledInput, most: number, first: number): Generator<TickBlock> {
  let size = first
  for (const times of blocks) {
    let start = 0
    while (start < times.length) {
      const end = size < most ? Math.min(start + size, times.length) : times.length
      yield { times: times.subarray(start, end), source: index }
      size = Math.min(2 * size, most)
      start = end
    }
  }
}

function earliest(heads: readonly Head[]): Head {
  let best = heads[0]!
  for (let i = 1; i < heads.length; i++) if (heads[i]!.time < best.time) best = heads[i]!
  return best
}

/** Where the merge stands in one input. */
class Head {
  readonly index: number
  time = Number.NaN
  readonly #iterator: Iterator<Float64Array>
  #block: Float64Array = new Float64Array(0)
  #at = 0

  constructor(input: ScheduledInput) {
    this.index = input.index
    this.#iterator = input.blocks[Symbol.iterator]()
  }

  /** Reads the next block; false at the end of the input. */
  fill(): boolean {
    let next = this.#iterator.next()
    while (!next.done && next.value.length === 0) next = this.#iterator.next()
    if (next.done) return false
    this.#block = next.value
    this.#at = 0
    this.time = next.value[0]!
    return true
  }

  advance(): boolean {
    this.#at++
    if (this.#at >= this.#block.length) return this.fill()
    this.time = this.#block[this.#at]!
    return true
  }

  close(): void {
    this.#iterator.return?.()
  }
}

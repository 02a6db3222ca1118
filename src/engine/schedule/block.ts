/** Ascending instants of one or more inputs. */
export interface TickBlock {
  readonly times: Float64Array
  /** Index of the input that each instant came from; a number when all came from one. */
  readonly source: number | Uint16Array
}

export function sourceOf(block: TickBlock, index: number): number {
  return typeof block.source === 'number' ? block.source : block.source[index]!
}

/** A view of instants start ≤ i < end; no copy. */
export function sliceBlock(block: TickBlock, start: number, end: number): TickBlock {
  if (start === 0 && end === block.times.length) return block
  return {
    times: block.times.subarray(start, end),
    source: typeof block.source === 'number' ? block.source : block.source.subarray(start, end),
  }
}

/** Index of the first of the ascending `times` that is ≥ `at` (from `start` on). */
export function lowerBound(times: Float64Array, at: number, start = 0): number {
  let low = start
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

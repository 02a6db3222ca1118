/** The first block is small so that a run shows its first events at once; each next one is twice as long. */
const FIRST_BLOCK = 64

/**
 * Cuts ascending chunks of instants into blocks of at most `size`, each instant `copies` times. Memory: one
 * block, whatever the number of copies.
 */
export function* cutBlocks(
  chunks: Iterable<Float64Array>,
  copies: number,
  size: number,
): Generator<Float64Array, undefined> {
  let length = Math.min(FIRST_BLOCK, size)
  let block = new Float64Array(length)
  let filled = 0
  for (const chunk of chunks) {
    let at = 0
    let left = copies
    while (at < chunk.length) {
      const room = block.length - filled
      if (copies === 1) {
        const taken = Math.min(room, chunk.length - at)
        block.set(chunk.subarray(at, at + taken), filled)
        at += taken
        filled += taken
      } else {
        const taken = Math.min(room, left)
        block.fill(chunk[at]!, filled, filled + taken)
        filled += taken
        left -= taken
        if (left === 0) {
          at++
          left = copies
        }
      }
      if (filled === block.length) {
        yield block
        length = Math.min(2 * length, size)
        block = new Float64Array(length)
        filled = 0
      }
    }
  }
  if (filled > 0) yield block.slice(0, filled)
}

/** The index of the first element ≥ `value` of an ascending column, or its length. */
export function firstAtLeast(column: Float64Array, value: number): number {
  return searchIndex(column.length, (index) => column[index]! >= value)
}

/** The smallest index in 0 … length − 1 for which a condition holds that, once true, stays true; else `length`. */
export function searchIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

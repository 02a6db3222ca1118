import type { Frame, Lines } from '../../kernel/index.ts'
import type { Chunk } from './frames.ts'

/** Frames one by one, or in one piece. */
export type Frames = readonly Frame[] | Lines

export function areLines(frames: Frames): frames is Lines {
  return 'ends' in frames
}

/** Lines are bytes already, so nothing is won by writing them in small chunks. */
const SIZE = 1_048_576

/** The bytes of lines `first` … `end` − 1, or of as many of them as make a chunk. */
export function lineChunk(lines: Lines, first: number, end: number): Chunk {
  const { bytes, ends } = lines
  const start = startOf(lines, first)
  const last =
    ends[end - 1]! - start <= SIZE ? end : Math.max(first + 1, within(lines, first, end, start + SIZE))
  return { first, end: last, bytes: bytes.subarray(start, ends[last - 1]) }
}

/** The longest beginning of a chunk that fits into so many bytes. */
export function lineFitting(
  lines: Lines,
  { first, end }: Chunk,
  room: number,
): { readonly end: number; readonly bytes: number } {
  const start = startOf(lines, first)
  const last = within(lines, first, end, start + room)
  return { end: last, bytes: startOf(lines, last) - start }
}

function startOf({ ends }: Lines, line: number): number {
  return line === 0 ? 0 : ends[line - 1]!
}

/** The first line from `first` on that does not end at or before a place; `end` if all do. */
function within({ ends }: Lines, first: number, end: number, place: number): number {
  let low = first
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! <= place) low = middle + 1
    else high = middle
  }
  return low
}

import type { Micros } from '../../../kernel/index.ts'
import { firstAtLeast } from '../blocks.ts'

/** Ascending instants that are drawn when their time comes. */
export interface Chunk {
  /** None of them is earlier. */
  readonly earliest: Micros
  draw(): Float64Array
}

/** A stream in a merge: what is drawn of it and the place in that, or what comes next. */
interface Lane {
  readonly chunks: Iterator<Chunk>
  drawn: Float64Array
  at: number
  next: Chunk | undefined
}

/**
 * Merges ascending streams lazily: one chunk of each is held, and none is drawn while others have earlier instants.
 * Of equal instants the earlier stream's come first.
 */
export function* mergeChunks(streams: readonly Iterable<Chunk>[]): Generator<Float64Array, undefined> {
  let lanes: Lane[] = streams.map((stream) => ({
    chunks: stream[Symbol.iterator](),
    drawn: new Float64Array(0),
    at: 0,
    next: undefined,
  }))
  for (;;) {
    lanes = lanes.filter(goesOn)
    if (lanes.length === 0) return
    const limit = Math.min(...lanes.map(reach))
    const merged = upTo(limit, lanes)
    if (merged.length > 0) yield merged
    else for (const lane of lanes) if (reach(lane) === limit) draw(lane)
  }
}

/** Has it more? Looks for the next chunk where the last is through. */
function goesOn(lane: Lane): boolean {
  if (lane.at === lane.drawn.length) lane.next ??= lane.chunks.next().value
  return lane.at < lane.drawn.length || lane.next !== undefined
}

/** Up to where it is known: what is not drawn is not earlier. */
function reach({ drawn, at, next }: Lane): Micros {
  return at < drawn.length ? drawn.at(-1)! : next!.earliest
}

function draw(lane: Lane): void {
  lane.drawn = lane.next!.draw()
  lane.at = 0
  lane.next = undefined
}

/** Everything ≤ `limit` that is drawn, sorted. */
function upTo(limit: number, lanes: readonly Lane[]): Float64Array {
  const parts = lanes.map((lane) => {
    const start = lane.at
    lane.at = firstAtLeast(lane.drawn, limit + 1)
    return lane.drawn.subarray(start, lane.at)
  })
  const found = parts.filter(({ length }) => length > 0)
  if (found.length <= 1) return found[0] ?? new Float64Array(0)
  const merged = new Float64Array(found.reduce((sum, part) => sum + part.length, 0))
  let filled = 0
  for (const part of found) {
    merged.set(part, filled)
    filled += part.length
  }
  return merged.sort()
}

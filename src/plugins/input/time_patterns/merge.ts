import { firstAtLeast } from '../blocks.ts'

/** A stream in a merge: its current chunk and the place in it. */
interface Lane {
  readonly chunks: Iterator<Float64Array>
  chunk: Float64Array
  at: number
}

/** Merges ascending streams lazily: one chunk of each is held. Of equal instants the earlier stream's come first. */
export function* mergeChunks(streams: readonly Iterable<Float64Array>[]): Generator<Float64Array, undefined> {
  let lanes: Lane[] = []
  for (const stream of streams) {
    const lane = { chunks: stream[Symbol.iterator](), chunk: new Float64Array(0), at: 0 }
    if (refill(lane)) lanes.push(lane)
  }
  while (lanes.length > 1) {
    const limit = Math.min(...lanes.map(({ chunk }) => chunk.at(-1)!))
    yield upTo(limit, lanes)
    lanes = lanes.filter((lane) => lane.at < lane.chunk.length || refill(lane))
  }
  for (const lane of lanes) {
    yield lane.chunk.subarray(lane.at)
    while (refill(lane)) yield lane.chunk
  }
}

/** Takes the next chunk that is not empty; false after the last. */
function refill(lane: Lane): boolean {
  lane.at = 0
  for (let next = lane.chunks.next(); !next.done; next = lane.chunks.next()) {
    lane.chunk = next.value
    if (lane.chunk.length > 0) return true
  }
  return false
}

/** Everything ≤ `limit` that the lanes hold, sorted. */
function upTo(limit: number, lanes: readonly Lane[]): Float64Array {
  const parts = lanes.map((lane) => {
    const start = lane.at
    lane.at = firstAtLeast(lane.chunk, limit + 1)
    return lane.chunk.subarray(start, lane.at)
  })
  const merged = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0))
  let filled = 0
  for (const part of parts) {
    merged.set(part, filled)
    filled += part.length
  }
  return merged.sort()
}

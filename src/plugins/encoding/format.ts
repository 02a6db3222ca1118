import type { Batch, Event, Formatted, Refusal } from '../../kernel/index.ts'

/** One frame an event; an event whose `encode` throws is refused, the others go on. */
export function formatEach(
  batch: Batch,
  encode: (event: Event, index: number, batch: Batch) => string,
): Formatted {
  const { events } = batch
  const frames: string[] = []
  const refused: Refusal[] = []
  for (let i = 0; i < events.length; i++) {
    try {
      frames.push(encode(events[i]!, i, batch))
    } catch (error) {
      refused.push({ event: i, error })
    }
  }
  return { frames, carries: refused.length === 0 ? 'each' : remaining(events.length, refused), refused }
}

/** The indexes of the events that were not refused; `refused` is in ascending order. */
function remaining(size: number, refused: readonly Refusal[]): Int32Array {
  const kept = new Int32Array(size - refused.length)
  let next = 0
  for (let i = 0, k = 0; i < size; i++) {
    if (refused[next]?.event === i) next++
    else kept[k++] = i
  }
  return kept
}

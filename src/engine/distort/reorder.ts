import type { Micros } from '../../kernel/index.ts'
import { byArrival, type Parcel } from './parcel.ts'

/**
 * Holds events until they are due: a binary heap, earliest first. Its memory is bounded by the events that are late at
 * the same time.
 */
export class Reorder {
  readonly #heap: Parcel[] = []

  get size(): number {
    return this.#heap.length
  }

  /** When the first of them is due. */
  get earliest(): Micros | undefined {
    return this.#heap[0]?.due
  }

  hold(parcel: Parcel): void {
    const heap = this.#heap
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >>> 1
      if (byArrival(heap[parent]!, parcel) <= 0) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = parcel
  }

  /** Those due at an instant or before, in the order of arrival; at most `limit`. */
  take(until: Micros, limit = Number.POSITIVE_INFINITY): Parcel[] {
    const taken: Parcel[] = []
    while (this.#heap.length > 0 && this.#heap[0]!.due <= until && taken.length < limit)
      taken.push(this.#pop())
    return taken
  }

  #pop(): Parcel {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length > 0) this.#sink(last)
    return first
  }

  #sink(parcel: Parcel): void {
    const heap = this.#heap
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && byArrival(heap[child + 1]!, heap[child]!) < 0) child++
      if (byArrival(heap[child]!, parcel) >= 0) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = parcel
  }
}

/** Two sequences in the order of arrival as one. */
export function merged(a: readonly Parcel[], b: readonly Parcel[]): readonly Parcel[] {
  if (a.length === 0) return b
  if (b.length === 0) return a
  const all: Parcel[] = []
  let j = 0
  for (const parcel of a) {
    while (j < b.length && byArrival(b[j]!, parcel) < 0) all.push(b[j++]!)
    all.push(parcel)
  }
  while (j < b.length) all.push(b[j++]!)
  return all
}

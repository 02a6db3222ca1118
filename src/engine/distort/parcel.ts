import type { Event, Micros } from '../../kernel/index.ts'

/** One event with all that is known of it, where events leave their columns. */
export class Parcel {
  readonly seq: number
  copy: number
  readonly time: Micros
  due: Micros
  readonly event: Event
  readonly tags: readonly string[]
  /** The last of its marks. */
  mark: number
  /** It is not delivered: only the ledger tells of it. */
  dropped = false

  constructor(
    seq: number,
    copy: number,
    time: Micros,
    due: Micros,
    event: Event,
    tags: readonly string[],
    mark: number,
  ) {
    this.seq = seq
    this.copy = copy
    this.time = time
    this.due = due
    this.event = event
    this.tags = tags
    this.mark = mark
  }
}

/** The order of the delivered stream: by arrival, then as produced. Total: no two parcels are equal. */
export function byArrival(a: Parcel, b: Parcel): number {
  return a.due - b.due || a.seq - b.seq || a.copy - b.copy
}

import type { Drafts, Event, Rec } from '../../kernel/index.ts'
import type { Edit } from './edit.ts'
import { withValue } from './record.ts'
import { parseRecord } from './text.ts'

/**
 * What the events of a batch say. Events are replaced, never changed in place, as others may hold them; but for records that
 * are the batch's own.
 */
export class Contents {
  readonly events: Event[]
  readonly #seq: Float64Array
  readonly #time: Float64Array
  readonly #drafts: Drafts | undefined
  /** Records that nobody else holds, and may be written to. */
  readonly #owned: Uint8Array
  /** What texts hold; undefined where nobody looked yet. */
  readonly #parsed: (Rec | null | undefined)[] = []

  /**
   * @param drafts where events are drafts
   * @param owned nobody else holds the records
   */
  constructor(
    events: Event[],
    seq: Float64Array,
    time: Float64Array,
    drafts: Drafts | undefined,
    owned: boolean,
  ) {
    this.events = events
    this.#seq = seq
    this.#time = time
    this.#drafts = drafts
    this.#owned = new Uint8Array(events.length)
    if (owned) this.#owned.fill(1)
  }

  /** The record that an event is, finished; null for a text that is no JSON object. */
  record(index: number): Rec | null {
    const event = this.finished(index)
    if (typeof event !== 'string') return event
    let record = this.#parsed[index]
    if (record === undefined) {
      record = parseRecord(event)
      this.#parsed[index] = record
    }
    return record
  }

  /** An event as everybody else sees it. To finish a draft changes nothing for those who hold it, too. */
  finished(index: number): Event {
    const event = this.events[index]!
    if (this.#drafts && typeof event !== 'string')
      this.#drafts.finish(event, this.#time[index]!, this.#seq[index]!)
    return event
  }

  isOwned(index: number): boolean {
    return this.#owned[index] === 1
  }

  /** The record at a place, which may be written to: a copy where others may hold it. */
  own(index: number): Record<string, unknown> {
    const event = this.events[index] as Rec
    if (this.#owned[index] === 1) return event
    const copy = { ...event }
    this.#owned[index] = 1
    this.events[index] = copy
    return copy
  }

  /** From now on somebody else holds the event, too. */
  share(index: number): void {
    this.#owned[index] = 0
  }

  put(index: number, field: string, { event, after }: Edit): void {
    this.events[index] = event
    this.#owned[index] = 1
    if (typeof event === 'string') this.#parsed[index] = withValue(this.#parsed[index]!, field, after, true)
  }
}

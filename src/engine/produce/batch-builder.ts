import {
  type Batch,
  type Emitter,
  type Event,
  type EventSource,
  type Micros,
  reuseSheet,
  type TextForm,
} from '../../kernel/index.ts'
import { sourceOf, type TickBlock } from '../schedule/block.ts'
import { Alike, Numbers } from './columns.ts'
import { EventColumn } from './event-column.ts'
import { TextLineBatch, type TextLining } from './text-lining.ts'

/** Counted while events are made. */
export interface ProduceCounts {
  /** Timestamps handed to the event plugin. */
  ticks: number
  /** Events made; each becomes the business of every output. */
  produced: number
  /** Ticks that yielded nothing on purpose. */
  skipped: number
  /** Ticks that yielded nothing because of an error. */
  produceFailed: number
}

/** Records have no length before they are formatted; this stands for one when memory is bounded. */
const RECORD_LENGTH = 512
const NO_TAGS: readonly string[] = []

/** Collects what an event plugin emits into columns, until it is taken as a batch. */
export class BatchBuilder implements Emitter {
  readonly counts: ProduceCounts = { ticks: 0, produced: 0, skipped: 0, produceFailed: 0 }
  /** Set when no further event can come: the plugin said so, or the limit is reached. */
  ended = false
  /** Length of the collected events, in UTF-16 units. */
  length = 0
  readonly #limit: number
  readonly #tags: readonly (readonly string[])[]
  readonly #onFailure: (error: unknown, tick: number) => void
  readonly #source: Pick<EventSource, 'fields' | 'pure'>
  #block: TickBlock = { times: new Float64Array(0), source: 0 }
  #first = 0
  readonly #times = new Numbers()
  readonly #seq = new Numbers()
  readonly #eventTags = new Alike<readonly string[]>()
  readonly #events: EventColumn
  readonly #reuse: boolean
  #lastTick = -1
  #lastTickCount = 0
  /** `length` before the last tick. */
  #lengthBefore = 0

  /**
   * @param limit how many events may be produced in all
   * @param tags the tags of each input
   * @param onFailure told of each failed tick and its ordinal
   * @param source what the event plugin says of its events; those of a pure one are numbered by their ticks
   * @param lining texts that are known to be lines of JSON become such at once
   */
  constructor(
    limit: number,
    tags: readonly (readonly string[])[],
    onFailure: (error: unknown, tick: number) => void,
    source: Pick<EventSource, 'fields' | 'pure'> = {},
    lining?: TextLining,
  ) {
    this.#limit = limit
    this.#tags = tags
    this.#onFailure = onFailure
    this.#source = source
    this.#events = new EventColumn(lining !== undefined)
    this.#reuse = lining?.alone ?? false
    this.ended = limit <= 0
  }

  get size(): number {
    return this.#events.size
  }

  /** Events that may still be produced. */
  get room(): number {
    return this.#limit - this.counts.produced
  }

  /** The block whose ticks come next, and the ordinal of its first. */
  begin(block: TickBlock, first = this.counts.ticks): void {
    this.#block = block
    this.#first = first
    this.#lastTick = -1
  }

  /** All ticks of the block were handed over. */
  finish(): void {
    const full = this.#full
    this.counts.ticks += full ? this.#lastTick + 1 : this.#block.times.length
    if (full) this.ended = true
  }

  /** The limit is reached: only the tick that reached it may still change its mind. */
  get #full(): boolean {
    return this.room === 0
  }

  push(tick: number, event: Event, time?: Micros, form?: TextForm): void {
    if (this.ended || this.#full) return
    if (this.#source.pure) this.#seq.push(this.#first + tick)
    if (tick !== this.#lastTick) {
      this.#lastTick = tick
      this.#lastTickCount = 0
      this.#lengthBefore = this.length
    }
    this.#add(event, time ?? this.#block.times[tick]!, this.#tags[sourceOf(this.#block, tick)]!, form)
    this.#lastTickCount++
  }

  /** An event that was still owed when the schedule had ended; it comes from no input. */
  owe(event: Event, time: Micros): void {
    if (!this.#full) this.#add(event, time, NO_TAGS)
  }

  #add(event: Event, time: Micros, tags: readonly string[], form?: TextForm): void {
    this.#events.push(event, form)
    this.#times.push(time)
    this.#eventTags.push(tags)
    this.length += typeof event === 'string' ? event.length : RECORD_LENGTH
    this.counts.produced++
  }

  drop(tick: number): void {
    if (this.ended || (this.#full && tick !== this.#lastTick)) return
    this.#takeBack(tick)
    this.counts.skipped++
  }

  fail(tick: number, error: unknown): void {
    if (this.ended || (this.#full && tick !== this.#lastTick)) return
    this.#takeBack(tick)
    this.counts.produceFailed++
    this.#onFailure(error, this.#first + tick)
  }

  exhaust(tick: number): void {
    if (this.ended) return
    this.#takeBack(tick)
    this.ended = true
  }

  /** The batch collected so far; the builder is empty afterwards. */
  take(): Batch {
    const { size } = this.#events
    const first = this.counts.produced - size
    const time = this.#times.take()
    const seq = this.#source.pure ? this.#seq.take() : new Float64Array(size)
    if (!this.#source.pure) for (let i = 0; i < size; i++) seq[i] = first + i
    const columns = { seq, time, due: time, tags: this.#eventTags.take() }
    const gathered = this.#events.take()
    this.length = 0
    // What is taken is gone: a later drop of the same tick must not reach back into the next batch.
    this.#lastTick = -1
    if ('lines' in gathered) {
      const { lines } = gathered
      return new TextLineBatch(lines, columns, this.#reuse ? () => reuseSheet(lines.bytes) : undefined)
    }
    const { fields } = this.#source
    return { size, ...columns, ...gathered, ...(fields && { fields }) }
  }

  #takeBack(tick: number): void {
    if (tick !== this.#lastTick) return
    for (let i = 0; i < this.#lastTickCount; i++) {
      this.#events.pop()
      this.#times.pop()
      if (this.#source.pure) this.#seq.pop()
      this.#eventTags.pop()
    }
    this.length = this.#lengthBefore
    this.counts.produced -= this.#lastTickCount
    this.#lastTick = -1
  }
}

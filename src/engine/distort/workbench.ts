import {
  type Batch,
  type Distortable,
  type DistortableField,
  type DriftState,
  type Event,
  type Fields,
  type Micros,
  NEVER,
  type Rec,
  type Rng,
} from '../../kernel/index.ts'
import { Column } from './column.ts'
import { changeRecord, changeText, clear, type Edit, type NewValue } from './edit.ts'
import type { DistortCounts, Mark } from './mark.ts'
import { Parcel } from './parcel.ts'
import { plainNumber, valueAt, withValue } from './record.ts'
import { parseRecord } from './text.ts'

/** A distortion and what the workbench needs to know of it. */
export interface Station {
  readonly kind: string
  /** The stream that its events' streams are forked off. */
  readonly rng: Rng
  /** Fields that it asked for, and those that some event had. */
  readonly asked: Set<string>
  readonly found: Set<string>
}

/** What is the same for all batches of a run. */
export interface BenchOptions {
  readonly fields: Fields | undefined
  /** Nobody else holds the records of the batch. */
  readonly fresh: boolean
  readonly origin: Micros
  readonly counts: DistortCounts
  /** Are marks wanted? */
  readonly ledger: boolean
}

/**
 * A batch on its way through the distortions. Events are replaced, never changed in place, as others may hold them; but
 * for fresh records, which are the batch's own.
 * What a distortion drops or repeats takes effect when it has seen the whole batch (`settle`).
 */
export class Workbench implements Distortable {
  readonly origin: Micros
  size: number
  seq: Float64Array
  time: Float64Array
  due: Float64Array
  copy: Uint16Array | undefined
  events: Event[]
  tags: readonly (readonly string[])[]
  marks: (Mark | undefined)[]
  /** Events that were dropped, so that the ledger can tell of them in their place. */
  readonly dropped: Parcel[] = []
  /** Does any event arrive later than it happened? */
  late = false
  readonly #options: BenchOptions
  #station: Station | undefined
  #stream: Rng | undefined
  /** Records that nobody else holds, and may be written to. */
  #owned: Uint8Array
  /** What texts hold; undefined where nobody looked yet. */
  #parsed: (Rec | null | undefined)[] = []
  #gone: Uint8Array | undefined
  readonly #copies: Parcel[][] = []
  /** The highest copy of each event that has copies. */
  readonly #lastCopy = new Map<number, number>()

  constructor(batch: Batch, options: BenchOptions) {
    this.#options = options
    this.origin = options.origin
    this.size = batch.size
    this.seq = batch.seq
    this.time = batch.time
    this.due = batch.due
    this.copy = batch.copy
    this.events = batch.events.slice()
    this.tags = batch.tags
    this.marks = new Array<Mark | undefined>(batch.size).fill(undefined)
    this.#owned = new Uint8Array(batch.size).fill(options.fresh ? 1 : 0)
  }

  /** From now on changes are this distortion's. */
  begin(station: Station): void {
    this.#station = station
  }

  rng(index: number): Rng {
    this.#stream = this.#station!.rng.fork(this.seq[index]!, this.#stream)
    const copy = this.copy?.[index] ?? 0
    return copy === 0 ? this.#stream : this.#stream.fork(copy)
  }

  value(index: number, field: string): unknown {
    const record = this.#record(index)
    const value = record ? valueAt(record, field) : undefined
    if (this.#options.fields === undefined) {
      const { asked, found } = this.#station!
      if (!found.has(field)) (value === undefined ? asked : found).add(field)
    }
    return value
  }

  number(index: number, field: string): number | undefined {
    return plainNumber(this.value(index, field))
  }

  change(index: number, field: string, value: NewValue, drift?: DriftState): void {
    const event = this.events[index]!
    const before = this.value(index, field)
    if (before === undefined) return
    const declared = this.#options.fields?.[field]
    const edit =
      typeof event === 'string'
        ? changeText(event, field, before, value, declared)
        : changeRecord(event, field, before, value, declared, this.#owned[index] === 1)
    if (edit) this.#apply(index, field, edit, drift)
  }

  field(name: string): DistortableField {
    const declared = this.#options.fields?.[name]
    if (declared && Object.hasOwn(this.#options.fields!, name)) return new Column(this, name, declared)
    return {
      number: (index) => this.number(index, name),
      change: (index, value, drift) => this.change(index, name, value, drift),
    }
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

  /** A value was changed in a record of its own. */
  note(index: number, field: string, clean: number, delivered: number, drift: DriftState | undefined): void {
    this.#options.counts.changed++
    this.#mark(index, field, clean, delivered, false, undefined, drift)
  }

  clear(index: number, field: string, how: 'null' | 'remove'): void {
    const before = this.value(index, field)
    if (before === undefined) return
    const edit = clear(this.events[index]!, field, before, how, this.#owned[index] === 1)
    if (edit) this.#apply(index, field, edit, undefined)
  }

  drop(index: number): void {
    this.#gone ??= new Uint8Array(this.size)
    if (this.#gone[index] === 1) return
    this.#gone[index] = 1
    // The ledger tells it as it was.
    this.#owned[index] = 0
    this.#options.counts.dropped++
    this.#mark(index, undefined, this.events[index], undefined, false, undefined, undefined)
  }

  repeat(index: number, delay: Micros): void {
    const seq = this.seq[index]!
    const copy = (this.#lastCopy.get(seq) ?? 0) + 1
    this.#lastCopy.set(seq, copy)
    this.#options.counts.repeated++
    const parcel = this.#parcel(index)
    parcel.copy = copy
    // The copy is the same record.
    this.#owned[index] = 0
    const wait = whole(delay)
    parcel.due = Math.min(parcel.due + wait, NEVER)
    if (wait > 0) this.late = true
    if (this.#options.ledger) {
      const { kind } = this.#station!
      const mark = { clean: undefined, delivered: undefined, raw: false, drift: undefined }
      parcel.marks = { kind, field: undefined, ...mark, delay: wait, previous: parcel.marks }
    }
    const copies = this.#copies[index]
    if (copies) copies.push(parcel)
    else this.#copies[index] = [parcel]
  }

  delay(index: number, delay: Micros): void {
    const wait = whole(delay)
    if (wait === 0) return
    if (this.due === this.time) this.due = this.time.slice()
    if (this.due[index] === this.time[index]) this.#options.counts.delayed++
    this.due[index] = Math.min(this.due[index]! + wait, NEVER)
    this.late = true
    this.#mark(index, undefined, undefined, undefined, false, wait, undefined)
  }

  /** Puts copies behind their events, and dropped events aside. */
  settle(): void {
    if (this.#gone === undefined && this.#copies.length === 0) return
    const kept: Parcel[] = []
    for (let i = 0; i < this.size; i++) {
      const parcel = this.#parcel(i)
      if (this.#gone?.[i] === 1) {
        parcel.dropped = true
        this.dropped.push(parcel)
      } else kept.push(parcel)
      const copies = this.#copies[i]
      if (copies) kept.push(...copies)
    }
    this.#gone = undefined
    this.#copies.length = 0
    this.#refill(kept)
  }

  /** All events as parcels, the dropped ones, too. */
  parcels(): Parcel[] {
    return [...Array.from({ length: this.size }, (_, i) => this.#parcel(i)), ...this.dropped]
  }

  /** A mark of a parameter that was moved when the event was made. */
  steered(
    index: number,
    kind: string,
    field: string,
    clean: number,
    delivered: number,
    drift: DriftState,
  ): void {
    const previous = this.marks[index]
    this.marks[index] = { kind, field, clean, delivered, raw: false, delay: undefined, drift, previous }
  }

  #refill(parcels: readonly Parcel[]): void {
    this.size = parcels.length
    this.seq = Float64Array.from(parcels, ({ seq }) => seq)
    this.time = Float64Array.from(parcels, ({ time }) => time)
    this.due = this.late ? Float64Array.from(parcels, ({ due }) => due) : this.time
    if (this.#lastCopy.size > 0) this.copy = Uint16Array.from(parcels, ({ copy }) => copy)
    this.events = parcels.map(({ event }) => event)
    this.tags = parcels.map(({ tags }) => tags)
    this.marks = parcels.map(({ marks }) => marks)
    // An event and its copy are the same record.
    this.#owned = new Uint8Array(this.size)
    this.#parsed = []
  }

  #parcel(index: number): Parcel {
    const copy = this.copy?.[index] ?? 0
    const { seq, time, due, events, tags, marks } = this
    return new Parcel(
      seq[index]!,
      copy,
      time[index]!,
      due[index]!,
      events[index]!,
      tags[index]!,
      marks[index],
    )
  }

  #record(index: number): Rec | null {
    const event = this.events[index]!
    if (typeof event !== 'string') return event
    let record = this.#parsed[index]
    if (record === undefined) {
      record = parseRecord(event)
      this.#parsed[index] = record
    }
    return record
  }

  #apply(index: number, field: string, edit: Edit, drift: DriftState | undefined): void {
    this.events[index] = edit.event
    this.#owned[index] = 1
    if (typeof edit.event === 'string')
      this.#parsed[index] = withValue(this.#parsed[index]!, field, edit.after, true)
    this.#options.counts.changed++
    this.#mark(index, field, edit.clean, edit.delivered, edit.raw, undefined, drift)
  }

  #mark(
    index: number,
    field: string | undefined,
    clean: unknown,
    delivered: unknown,
    raw: boolean,
    delay: Micros | undefined,
    drift: DriftState | undefined,
  ): void {
    if (!this.#options.ledger) return
    const { kind } = this.#station!
    const previous = this.marks[index]
    this.marks[index] = { kind, field, clean, delivered, raw, delay, drift, previous }
  }
}

/** A delay in whole microseconds, never back in time. */
function whole(delay: Micros): Micros {
  return delay > 0 ? Math.round(Math.min(delay, NEVER)) : 0
}

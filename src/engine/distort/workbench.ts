import {
  type Batch,
  type Distortable,
  type DistortableField,
  type Drafts,
  type DriftState,
  type Event,
  type Fields,
  type Micros,
  NEVER,
  type Rng,
} from '../../kernel/index.ts'
import { Column, isPlain } from './column.ts'
import { Contents } from './contents.ts'
import { changeRecord, changeText, clear, type Edit, type NewValue } from './edit.ts'
import { Fates } from './fates.ts'
import type { DistortCounts, Label, Labels, Mark } from './mark.ts'
import { Parcel } from './parcel.ts'
import { plainNumber, valueAt } from './record.ts'

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
  /** Where the events are drafts: finished only when a distortion looks at more than a number of theirs. */
  readonly drafts?: Drafts | undefined
  readonly origin: Micros
  readonly counts: DistortCounts
  /** Of marks; undefined where none are wanted. */
  readonly labels: Labels | undefined
}

/**
 * A batch on its way through the distortions. What a distortion drops or repeats takes effect when it has seen the whole
 * batch (`settle`).
 */
export class Workbench implements Distortable {
  readonly origin: Micros
  size: number
  seq: Float64Array
  time: Float64Array
  due: Float64Array
  copy: Uint16Array | undefined
  contents: Contents
  tags: readonly (readonly string[])[]
  marks: (Mark | undefined)[]
  /** Events that were dropped, so that the ledger can tell of them in their place. */
  readonly dropped: Parcel[] = []
  /** Does any event arrive later than it happened? */
  late = false
  readonly #options: BenchOptions
  readonly #fates = new Fates()
  #station: Station | undefined
  #stream: Rng | undefined

  constructor({ size, seq, time, due, copy, events, tags }: Batch, options: BenchOptions) {
    this.#options = options
    this.origin = options.origin
    this.size = size
    this.seq = seq
    this.time = time
    this.due = due
    this.copy = copy
    this.contents = new Contents(events.slice(), seq, time, options.drafts, options.fresh)
    this.tags = tags
    this.marks = new Array<Mark | undefined>(size).fill(undefined)
  }

  get events(): readonly Event[] {
    return this.contents.events
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
    const record = this.contents.record(index)
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
    const before = this.value(index, field)
    if (before === undefined) return
    const event = this.events[index]!
    const declared = this.#options.fields?.[field]
    const edit =
      typeof event === 'string'
        ? changeText(event, field, before, value, declared)
        : changeRecord(event, field, before, value, declared, this.contents.isOwned(index))
    if (edit) this.#apply(index, field, edit, drift)
  }

  field(name: string): DistortableField {
    const { fields } = this.#options
    const declared = fields && Object.hasOwn(fields, name) ? fields[name] : undefined
    if (declared && isPlain(declared)) return new Column(this, name, declared)
    return {
      number: (index) => this.number(index, name),
      change: (index, value, drift) => this.change(index, name, value, drift),
    }
  }

  /** The label of what the distortion at work does to a field; undefined where no marks are wanted. */
  label(field: string | undefined): Label | undefined {
    return this.#options.labels?.of(this.#station!.kind, field)
  }

  /** A value was changed in a record of its own. */
  note(
    index: number,
    label: Label | undefined,
    clean: number,
    delivered: number,
    drift: DriftState | undefined,
  ): void {
    this.#options.counts.changed++
    if (label) this.#mark(index, label, clean, delivered, false, undefined, drift)
  }

  clear(index: number, field: string, how: 'null' | 'remove'): void {
    const before = this.value(index, field)
    if (before === undefined) return
    const edit = clear(this.events[index]!, field, before, how, this.contents.isOwned(index))
    if (edit) this.#apply(index, field, edit, undefined)
  }

  drop(index: number): void {
    if (!this.#fates.drop(index, this.size)) return
    // The ledger tells it as it was.
    this.contents.share(index)
    this.#options.counts.dropped++
    const label = this.label(undefined)
    if (label) this.#mark(index, label, this.contents.finished(index), undefined, false, undefined, undefined)
  }

  repeat(index: number, delay: Micros): void {
    this.#options.counts.repeated++
    const parcel = this.#parcel(index)
    parcel.copy = this.#fates.nextCopy(parcel.seq)
    // The copy is the same record.
    this.contents.share(index)
    const wait = whole(delay)
    parcel.due = Math.min(parcel.due + wait, NEVER)
    if (wait > 0) this.late = true
    const label = this.label(undefined)
    if (label) {
      const nothing = { clean: undefined, delivered: undefined, raw: false, drift: undefined }
      parcel.marks = { label, ...nothing, delay: wait, previous: parcel.marks }
    }
    this.#fates.repeat(index, parcel)
  }

  delay(index: number, delay: Micros): void {
    const wait = whole(delay)
    if (wait === 0) return
    if (this.due === this.time) this.due = this.time.slice()
    if (this.due[index] === this.time[index]) this.#options.counts.delayed++
    this.due[index] = Math.min(this.due[index]! + wait, NEVER)
    this.late = true
    const label = this.label(undefined)
    if (label) this.#mark(index, label, undefined, undefined, false, wait, undefined)
  }

  /** Puts copies behind their events, and dropped events aside. */
  settle(): void {
    if (!this.#fates.none) this.#refill(this.#fates.settle(this.#inBatch(), this.dropped))
  }

  /** All events as parcels, the dropped ones, too. */
  parcels(): Parcel[] {
    return [...this.#inBatch(), ...this.dropped]
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
    const label = this.#options.labels?.of(kind, field)
    if (label) this.#mark(index, label, clean, delivered, false, undefined, drift)
  }

  #refill(parcels: readonly Parcel[]): void {
    this.size = parcels.length
    this.seq = Float64Array.from(parcels, ({ seq }) => seq)
    this.time = Float64Array.from(parcels, ({ time }) => time)
    this.due = this.late ? Float64Array.from(parcels, ({ due }) => due) : this.time
    if (this.#fates.repeated) this.copy = Uint16Array.from(parcels, ({ copy }) => copy)
    const events = parcels.map(({ event }) => event)
    // An event and its copy are the same record.
    this.contents = new Contents(events, this.seq, this.time, this.#options.drafts, false)
    this.tags = parcels.map(({ tags }) => tags)
    this.marks = parcels.map(({ marks }) => marks)
  }

  #inBatch(): Parcel[] {
    return Array.from({ length: this.size }, (_, i) => this.#parcel(i))
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

  #apply(index: number, field: string, edit: Edit, drift: DriftState | undefined): void {
    this.contents.put(index, field, edit)
    this.#options.counts.changed++
    const label = this.label(field)
    if (label) this.#mark(index, label, edit.clean, edit.delivered, edit.raw, undefined, drift)
  }

  #mark(
    index: number,
    label: Label,
    clean: unknown,
    delivered: unknown,
    raw: boolean,
    delay: Micros | undefined,
    drift: DriftState | undefined,
  ): void {
    this.marks[index] = { label, clean, delivered, raw, delay, drift, previous: this.marks[index] }
  }
}

/** A delay in whole microseconds, never back in time. */
function whole(delay: Micros): Micros {
  return delay > 0 ? Math.round(Math.min(delay, NEVER)) : 0
}

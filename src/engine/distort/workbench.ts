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
import type { DistortCounts } from './counts.ts'
import { changeRecord, changeText, clear, type Edit, type NewValue } from './edit.ts'
import { Fates } from './fates.ts'
import type { Change, Marks } from './marks.ts'
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
  /** Where marks go; undefined where none are wanted. */
  readonly marks: Marks | undefined
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
  /** The last mark of each event. */
  mark: Int32Array
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
    this.mark = new Int32Array(size)
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

  /** The label of what the distortion at work does to a field. */
  label(field: string | undefined): number {
    return this.#options.marks?.labelOf(this.#station!.kind, field) ?? 0
  }

  /** A number became another. */
  note(index: number, label: number, clean: number, delivered: number, drift: DriftState | undefined): void {
    const { counts, marks } = this.#options
    counts.changed++
    if (marks) this.mark[index] = marks.add(this.mark[index]!, label, clean, delivered, drift)
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
    if (this.#options.marks)
      this.#mark(index, undefined, { ...NOTHING, clean: this.contents.finished(index) })
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
    const { marks } = this.#options
    if (marks) {
      const change = { ...NOTHING, delay: wait }
      parcel.mark = marks.addChange(marks.copy(parcel.mark), this.label(undefined), change, undefined)
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
    this.#mark(index, undefined, { ...NOTHING, delay: wait })
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
    const { marks } = this.#options
    if (marks)
      this.mark[index] = marks.add(this.mark[index]!, marks.labelOf(kind, field), clean, delivered, drift)
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
    this.mark = Int32Array.from(parcels, ({ mark }) => mark)
  }

  #inBatch(): Parcel[] {
    return Array.from({ length: this.size }, (_, i) => this.#parcel(i))
  }

  #parcel(index: number): Parcel {
    const copy = this.copy?.[index] ?? 0
    const { seq, time, due, events, tags, mark } = this
    return new Parcel(
      seq[index]!,
      copy,
      time[index]!,
      due[index]!,
      events[index]!,
      tags[index]!,
      mark[index]!,
    )
  }

  #apply(index: number, field: string, edit: Edit, drift: DriftState | undefined): void {
    this.contents.put(index, field, edit)
    const { clean, delivered, raw } = edit
    if (!raw && typeof clean === 'number' && typeof delivered === 'number') {
      this.note(index, this.label(field), clean, delivered, drift)
      return
    }
    this.#options.counts.changed++
    this.#mark(index, field, { clean, delivered, raw, delay: undefined }, drift)
  }

  #mark(index: number, field: string | undefined, change: Change, drift?: DriftState): void {
    const { marks } = this.#options
    if (marks) this.mark[index] = marks.addChange(this.mark[index]!, this.label(field), change, drift)
  }
}

const NOTHING: Change = { clean: undefined, delivered: undefined, raw: false, delay: undefined }

/** A delay in whole microseconds, never back in time. */
function whole(delay: Micros): Micros {
  return delay > 0 ? Math.round(Math.min(delay, NEVER)) : 0
}

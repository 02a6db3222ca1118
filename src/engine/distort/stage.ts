import type { Batch, Distortion, Fields, Log, Micros, Parameter, Rng } from '../../kernel/index.ts'
import { type DistortCounts, type DistortReport, noDistortions } from './counts.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Lining } from './lining.ts'
import { Marks, UNMARKED } from './marks.ts'
import { byArrival, type Parcel } from './parcel.ts'
import { merged, Reorder } from './reorder.ts'
import { Helm } from './steering.ts'
import { type Station, Workbench } from './workbench.ts'

/** A distortion ready to work. */
export interface OpenedDistortion {
  readonly id: string
  /** The plugin's name. */
  readonly kind: string
  readonly distortion: Distortion
  /** The plugin's own stream of random numbers. */
  readonly rng: Rng
}

export interface StageOptions {
  readonly distortions: readonly OpenedDistortion[]
  /** What is declared of the events; undefined where nobody did. */
  readonly fields: Fields | undefined
  readonly fresh: boolean
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly ledger: Ledger | undefined
  /** Where events are drafts: what is given on are lines. */
  readonly lining?: Lining | undefined
  /** The instant from which drift is measured; known when the first batch comes. */
  readonly origin: () => Micros
  readonly log: Log
  /** A distortion threw, or the ledger cannot be written: the run should end. */
  readonly onFailure: (error: unknown) => void
}

interface OpenStation extends Station {
  readonly id: string
  readonly distortion: Distortion
}

/**
 * What goes wrong between production and delivery. The delivered stream is a function of the produced one, however
 * that is cut into batches: distorted event by event, then put in the order of arrival. Late events are held
 * until the produced stream has passed the instant when they are due. The ledger's rows of a batch are written
 * before the batch is given on.
 */
export class DistortStage {
  readonly counts: DistortCounts = noDistortions()
  /** Moves the model's parameters; undefined when no distortion does. */
  readonly helm: Helm | undefined
  readonly #options: StageOptions
  readonly #stations: readonly OpenStation[]
  readonly #reorder = new Reorder()
  readonly #marks = new Marks()
  #held = 0
  #broken = false
  #position = 0
  #watermark = Number.NEGATIVE_INFINITY

  constructor(options: StageOptions) {
    this.#options = options
    const { distortions, parameters, origin } = options
    this.#stations = distortions.map(({ id, kind, distortion, rng }) => ({
      id,
      kind,
      distortion,
      rng: rng.fork('events'),
      asked: new Set(),
      found: new Set(),
    }))
    const steerings = distortions.flatMap(({ kind, distortion: { steer } }) =>
      steer ? [{ kind, steer }] : [],
    )
    if (steerings.length > 0) this.helm = new Helm(steerings, parameters, origin)
  }

  get report(): DistortReport {
    const delivered = this.#position - this.counts.withheld
    return { ...this.counts, delivered, held: this.#held }
  }

  /** When the next of them is due. */
  get earliest(): Micros | undefined {
    return this.#reorder.earliest
  }

  /** Distorts a batch; what is due by its last event is given on, undefined if that is nothing. */
  push(batch: Batch): Batch | undefined {
    const { fields, fresh, ledger, lining, origin, onFailure } = this.#options
    const { counts } = this
    const drafts = lining?.drafts
    const marks = ledger && this.#marks
    const bench = new Workbench(batch, { fields, fresh, drafts, origin: origin(), counts, marks })
    try {
      if (ledger) this.helm?.mark(bench)
      for (const station of this.#stations) {
        bench.begin(station)
        station.distortion.distort(bench)
        bench.settle()
      }
    } catch (error) {
      // What was done until then has its marks, so the batch can go on as it is.
      bench.settle()
      onFailure(error)
    }
    this.#watermark = Math.max(this.#watermark, batch.time[batch.size - 1]!)
    const { late, copy, dropped } = bench
    if (!late && !copy && dropped.length === 0 && this.#reorder.size === 0) return this.#inOrder(bench)
    const ready: Parcel[] = []
    for (const parcel of bench.parcels()) {
      if (parcel.due <= this.#watermark) ready.push(parcel)
      else this.#hold(parcel)
    }
    ready.sort(byArrival)
    return this.#release(merged(ready, this.#take(this.#watermark)))
  }

  /**
   * Gives on what is due at an instant or before. Only when no event before that instant is still to come, or the
   * order of the stream would depend on when one asks.
   */
  release(until: Micros): Batch | undefined {
    return this.#release(this.#take(until))
  }

  /** All that is still held, in batches of at most `size` events. */
  *flush(size: number): Generator<Batch> {
    while (this.#reorder.size > 0) {
      const batch = this.#release(this.#take(Number.POSITIVE_INFINITY, size))
      if (batch) yield batch
    }
  }

  /** Says which fields no event had: most likely a slip. Closes the ledger. */
  close(): void {
    for (const { id, asked, found } of this.#stations)
      for (const field of asked)
        if (!found.has(field))
          this.#options.log.warn('No event has a field that a distortion names', { id, field })
    this.#options.ledger?.close()
  }

  #hold(parcel: Parcel): void {
    this.#reorder.hold(parcel)
    if (!parcel.dropped) this.#held++
  }

  #take(until: Micros, limit?: number): Parcel[] {
    const taken = this.#reorder.take(until, limit)
    for (const { dropped } of taken) if (!dropped) this.#held--
    return taken
  }

  /** Nothing is late, dropped, repeated or held: the batch stays in its columns. */
  #inOrder({ size, seq, time, events, tags, mark }: Workbench): Batch | undefined {
    const { ledger } = this.#options
    if (ledger) {
      for (let i = 0; i < size; i++) {
        const last = mark[i]!
        if (last === UNMARKED) continue
        const place = { position: this.#position + i, seq: seq[i]!, copy: 0, time: time[i]!, due: time[i]! }
        ledger.add(place, this.#marks, last)
      }
    }
    this.#position += size
    return this.#committed({ size, seq, time, due: time, events, tags })
  }

  #release(parcels: readonly Parcel[]): Batch | undefined {
    const { ledger } = this.#options
    const kept: Parcel[] = []
    for (const parcel of parcels) {
      const { seq, copy, time, due, mark } = parcel
      const position = parcel.dropped ? null : this.#position++
      if (ledger && mark !== UNMARKED) ledger.add({ position, seq, copy, time, due }, this.#marks, mark)
      if (!parcel.dropped) kept.push(parcel)
    }
    const batch = this.#committed(batchOf(kept))
    return batch?.size === 0 ? undefined : batch
  }

  /** The batch once its rows are written; nothing is delivered that the ledger does not know. */
  #committed(batch: Batch): Batch | undefined {
    try {
      const { ledger, lining, fields } = this.#options
      ledger?.commit()
      if (lining) return lining.lined(batch)
      return fields ? { ...batch, fields } : batch
    } catch (error) {
      this.counts.withheld += batch.size
      if (!this.#broken) this.#options.onFailure(error)
      this.#broken = true
      return undefined
    }
  }
}

function batchOf(parcels: readonly Parcel[]): Batch {
  const copies = parcels.some(({ copy }) => copy > 0)
  return {
    size: parcels.length,
    seq: Float64Array.from(parcels, ({ seq }) => seq),
    ...(copies && { copy: Uint16Array.from(parcels, ({ copy }) => copy) }),
    time: Float64Array.from(parcels, ({ time }) => time),
    due: Float64Array.from(parcels, ({ due }) => due),
    events: parcels.map(({ event }) => event),
    tags: parcels.map(({ tags }) => tags),
  }
}

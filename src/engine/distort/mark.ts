import type { DriftState, Micros } from '../../kernel/index.ts'

/** Who did what to what. */
export interface Label {
  /** Labels of a run are numbered from 0. */
  readonly id: number
  /** The distortion that did it: `noise`, `drift`, `missing` … */
  readonly kind: string
  /** The field or parameter that was changed; undefined where the whole event was dropped, repeated or delayed. */
  readonly field: string | undefined
}

/** The labels of a run, of which there are as many as its distortions have fields. */
export class Labels {
  readonly #known = new Map<string, Map<string | undefined, Label>>()
  #count = 0

  of(kind: string, field: string | undefined): Label {
    let fields = this.#known.get(kind)
    if (!fields) {
      fields = new Map()
      this.#known.set(kind, fields)
    }
    let label = fields.get(field)
    if (!label) {
      label = { id: this.#count++, kind, field }
      fields.set(field, label)
    }
    return label
  }
}

/** One injected change of one event. An event's marks form a chain from the last to the first. */
export interface Mark {
  readonly label: Label
  /** The value before; of a dropped event the event itself; undefined where there is none. */
  readonly clean: unknown
  /** The value after; undefined where it is gone. */
  readonly delivered: unknown
  /** Are the two JSON texts, as they stand in the event, and not values? */
  readonly raw: boolean
  /** How much later it arrives, microseconds; undefined where the mark is of something else. */
  readonly delay: Micros | undefined
  readonly drift: DriftState | undefined
  readonly previous: Mark | undefined
}

/** What distortions did in a run. */
export interface DistortCounts {
  /** Values of fields that were changed or taken away. */
  changed: number
  /** Events that were produced and never delivered. */
  dropped: number
  /** Copies that were added. */
  repeated: number
  /** Events that arrived later than they happened. */
  delayed: number
  /** Events that could not be delivered because the ledger could not be written. */
  withheld: number
}

/** How a run's stage stands: produced + repeated = delivered + dropped + withheld + held. */
export interface DistortReport extends Readonly<DistortCounts> {
  /** Events given on to the outputs. */
  readonly delivered: number
  /** Late events that are not due yet. */
  readonly held: number
}

export function noDistortions(): DistortCounts {
  return { changed: 0, dropped: 0, repeated: 0, delayed: 0, withheld: 0 }
}

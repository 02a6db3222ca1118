import type { DriftState, Micros } from '../../kernel/index.ts'

/** One injected change of one event. An event's marks form a chain from the last to the first. */
export interface Mark {
  /** The distortion that did it: `noise`, `drift`, `missing` … */
  readonly kind: string
  /** The field or parameter that was changed; undefined where the whole event was dropped, repeated or delayed. */
  readonly field: string | undefined
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

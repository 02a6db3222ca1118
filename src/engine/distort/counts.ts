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

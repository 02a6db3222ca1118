/** One event: finished text, or a record that a formatter turns into text. */
export type Event = string | Rec

/** A flat or nested object of JSON values. */
export interface Rec {
  readonly [field: string]: unknown
}

/** Timestamps that wait to become events, in columns. `first` is the ordinal of the first since the run began. */
export interface Ticks {
  readonly size: number
  readonly first: number
  /** Instants, ascending. */
  readonly times: Float64Array
  /** The tags of the input that tick `index` (0 ≤ index < size) came from. */
  tags(index: number): readonly string[]
}

/** Events on their way to the outputs, in columns of equal length. */
export interface Batch {
  readonly size: number
  /** Sequence numbers: 0, 1, 2, … in the order of production, unique in a run. */
  readonly seq: Float64Array
  /** When it happened. */
  readonly time: Float64Array
  /** When it must arrive; the same array as `time` when nothing is late. */
  readonly due: Float64Array
  readonly events: readonly Event[]
  readonly tags: readonly (readonly string[])[]
}

/** What an output sends as one message or line. */
export type Frame = string | Uint8Array

/** The frames of a batch. */
export interface Formatted {
  readonly frames: readonly Frame[]
  /**
   * Which event of the batch frame i carries. `each`: event i, none refused. `all`: there is one frame and it
   * carries every event that was not refused. Otherwise a column of event indexes.
   */
  readonly carries: 'each' | 'all' | Int32Array
  readonly refused: readonly Refusal[]
}

/** An event that a formatter could not encode. */
export interface Refusal {
  readonly event: number
  readonly error: unknown
}

/** A formatted batch on its way to one output. */
export interface Delivery extends Formatted {
  readonly batch: Batch
  readonly contentType: string
}

/** A frame that one delivery attempt did not bring home. */
export interface Failure {
  readonly frame: number
  readonly error: unknown
}

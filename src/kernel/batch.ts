import type { Fields } from './field.ts'

/** One event: finished text, or a record that a formatter turns into text. */
export type Event = string | Rec

/**
 * A form that readers bring texts into, and that whoever makes a text may bring it into at once. `json`: one JSON
 * value (RFC 8259) with a blank behind each comma and each colon and no others between tokens.
 */
export type TextForm = 'json'

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
  /** Sequence numbers: 0, 1, 2, … in the order of production. With `copy` they are unique in a run. */
  readonly seq: Float64Array
  /** Which copy of its event each is, 0 for the event itself; absent where no event is a copy. */
  readonly copy?: Uint16Array
  /** When it happened. */
  readonly time: Float64Array
  /** When it must arrive, ascending in the order of the run; the same array as `time` when nothing is late. */
  readonly due: Float64Array
  readonly events: readonly Event[]
  /** The form that text i is known to be in, on the word of its source: nobody need look again. */
  readonly forms?: readonly (TextForm | undefined)[]
  /** Declared fields: every event is a record of these and no others, some perhaps missing. */
  readonly fields?: Fields
  readonly tags: readonly (readonly string[])[]
}

/** What an output sends as one message or line. */
export type Frame = string | Uint8Array

/** Frames in one piece, ready for a file or a stream. */
export interface Lines {
  /** How many they are. */
  readonly length: number
  /** UTF-8; behind each frame stands a line feed, and in none. */
  readonly bytes: Uint8Array
  /** Where each frame ends, its line feed included; ascending. */
  readonly ends: Uint32Array
}

/** The frames of a batch. */
export interface Formatted {
  readonly frames: readonly Frame[]
  /**
   * The same frames in one piece, where the formatter writes them so. Then `frames` is made when it is asked for, which
   * costs as much again.
   */
  readonly lines?: Lines | undefined
  /** Nobody will read the lines again: their memory may serve for others. */
  release?(): void
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
  /**
   * A name for what frame i carries that is the same at every attempt and after every resume: the hash of the
   * seed, the generator, the sequence numbers and, of a repeated event, the number of the copy. What a destination
   * needs to refuse a second copy.
   */
  id(frame: number): string
  /** The same for what several frames, ascending, carry together. */
  joint(frames: readonly number[]): string
}

/**
 * Why an attempt failed, which decides what the engine does about it: `connect` (nobody answered), `timeout`,
 * `throttled` (asked to slow down) and `server` (its fault) are tried again; `rejected` (the events' fault) never
 * is.
 */
export const FAILURE_KINDS = ['connect', 'timeout', 'throttled', 'server', 'rejected'] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

/** A frame that one delivery attempt did not bring home. */
export interface Failure {
  readonly frame: number
  /** A DeliveryError's kind decides about another attempt; without one there is none. */
  readonly error: unknown
}

import type { Delivery, Failure, Fields, Formatter, Zone } from '../../kernel/index.ts'

/** One stream's framing at work. */
export interface Framer {
  /** It reads the events of a delivery: its frames need not be made. */
  readonly unframed: boolean
  write(delivery: Delivery): Framed
  /** What a complete stream ends with. */
  end?(): Uint8Array
}

export interface Framed {
  readonly sent: string | Uint8Array
  readonly failures?: readonly Failure[] | undefined
}

/** What a framing is told of the stream. */
export interface FramerContext {
  readonly formatter: Formatter
  /** Of times that say none. */
  readonly zone: Zone
  /** All fields that records of the model may have. */
  readonly fields: Fields
}

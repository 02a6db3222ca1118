import type { Micros } from '../../kernel/index.ts'
import type { Mark } from '../deliver/lane.ts'
import type { LedgerPosition } from '../distort/ledger/ledger.ts'
import type { Fingerprint } from './fingerprint.ts'

/** What a run remembers of itself: enough to go on where it ended. */
export interface Checkpoint {
  readonly version: typeof VERSION
  readonly generator: string
  readonly seed: number | string
  /** The instant at which the first run started, in its own time and by the machine's clock. */
  readonly origin: Micros
  readonly started: Micros
  /** What must be the same for the stream to be the same. */
  readonly fingerprint: Fingerprint
  /** Event time from which and before which events are made. */
  readonly from?: Micros
  readonly to?: Micros
  /** Everything was delivered or accounted for. */
  readonly finished: boolean
  /** How far each output has come. */
  readonly outputs: Readonly<Record<string, Mark>>
  /** Length of the dead-letter file when the first run began, bytes. */
  readonly deadLetters: number
  /** The same of the ledger, which is written anew. */
  readonly ledger?: LedgerPosition
}

export const VERSION = 1

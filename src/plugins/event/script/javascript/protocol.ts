import type { Answer, Block, Fault } from '../message.ts'

/** What the worker thread is born with. */
export interface WorkerSetup {
  /** The module to import. */
  readonly url: string
  /** Does it carry a source map? */
  readonly mapped: boolean
  readonly params: Readonly<Record<string, unknown>>
  readonly seed: string
  /** Name of the generator's time zone. */
  readonly zone: string
  /** Two 32-bit cells that both sides see at once, even while the script is busy. */
  readonly cells: Int32Array
}

/** Cell: the index of the call under way. Written by the worker. */
export const PROGRESS = 0
/** Cell: 1 when the answers so far should be sent after the call under way. Written by the main thread. */
export const WANTED = 1

/** What the worker is told: a block to answer, or to end. */
export type ToWorker = Block | 'end'

/** What the worker says. */
export type FromWorker =
  | { readonly ready: true }
  | { readonly failed: LoadFailure }
  | { readonly answer: Answer }

/** Why a script could not be loaded; `nothing`: it exports no function. */
export type LoadFailure =
  | { readonly kind: 'nothing' }
  | (Omit<Fault, 'kind'> & { readonly kind: 'raised' | 'syntax' })

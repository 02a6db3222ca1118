import type { CrewOrder, Made } from '../../engine/index.ts'
import { type Problem, problemsOf } from '../../kernel/index.ts'
import type { CompleteRunParameters } from '../parameters.ts'

/** What a worker thread is started with. */
export interface WorkerOrder {
  readonly parameters: CompleteRunParameters
  readonly order: CrewOrder
  /** Of the desk on which its tasks will lie. */
  readonly places: number
  readonly memory: SharedArrayBuffer
}

/** A worker is woken, or gets a sheet back that has a number from now on. */
export type Request = { readonly wake: true } | { readonly sheet: number; readonly bytes: Uint8Array }

/**
 * The thread of the run is woken, for there are lines on the desk; or it is told what became of a task (counted from
 * the worker's first) that cannot be said there, and the number of the sheet that its lines begin, if it has one.
 * Problems without a task: the worker cannot work at all.
 */
export type Answer =
  | { readonly wake: true }
  | { readonly task: number; readonly made: Made; readonly sheet: number | undefined }
  | { readonly task?: number; readonly problems: readonly Problem[] }

/** Problems without what cannot be sent to another thread. */
export function plain(error: unknown): Problem[] {
  return problemsOf(error).map(({ code, message, hint, at }) => ({
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(at !== undefined && { at }),
  }))
}

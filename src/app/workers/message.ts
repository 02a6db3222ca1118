import type { CrewOrder, Made, Task } from '../../engine/index.ts'
import type { Problem } from '../../kernel/index.ts'
import type { CompleteRunParameters } from '../parameters.ts'

/** What a worker thread is started with. */
export interface WorkerOrder {
  readonly parameters: CompleteRunParameters
  readonly order: CrewOrder
}

export interface Request {
  readonly id: number
  readonly task: Task
  /** Memory of lines for those to come. */
  readonly spare: readonly Uint8Array[]
}

/** The answer to a request; without an id: the worker can work, or cannot at all. */
export type Answer =
  | { readonly ready: true }
  | { readonly id: number; readonly made: Made }
  | { readonly id?: number; readonly problems: readonly Problem[] }

import { setMaxListeners } from 'node:events'
import type { LoomError } from '../../kernel/index.ts'

/**
 * What becomes of the events that an output did not get when it ends early: they are given up, left for a resumed
 * run, or kept as dead letters.
 */
export type Fate = 'drop' | 'leave' | 'letter'

/** Ends an output's lane before everything is delivered. */
export class Ending {
  readonly #controller = new AbortController()
  #fate: Fate | undefined
  #error: LoomError | undefined

  constructor() {
    // One listener for each write under way is no leak.
    setMaxListeners(0, this.#controller.signal)
  }

  /** Aborts with the reason when the lane ends early. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Undefined as long as deliveries go on. */
  get fate(): Fate | undefined {
    return this.#fate
  }

  get error(): LoomError | undefined {
    return this.#error
  }

  /** Only the first ending counts. */
  end(fate: Fate, error: LoomError): void {
    if (this.#fate !== undefined) return
    this.#fate = fate
    this.#error = error
    this.#controller.abort(error)
  }
}

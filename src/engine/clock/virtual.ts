import type { Clock, Micros } from '../../kernel/index.ts'

/** Stands still at the moment generation started and never waits: the clock of batch runs. */
export class VirtualClock implements Clock {
  readonly #origin: Micros

  constructor(origin: Micros) {
    this.#origin = origin
  }

  now(): Micros {
    return this.#origin
  }

  async sleepUntil(_at: Micros, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
  }
}

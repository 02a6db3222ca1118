import type { Micros } from '../../kernel/index.ts'

/**
 * How far the schedule of a live run is known to be empty: while it sleeps, no tick is still to come before the one
 * that it waits for. Holds because ticks become events as they are pulled, before the next are waited for.
 */
export class Horizon {
  #next: Micros
  #waiting: { readonly instant: Micros; readonly resolve: () => void } | undefined

  /** @param next the first tick that may come: infinite where none is scheduled */
  constructor(next: Micros = Number.NEGATIVE_INFINITY) {
    this.#next = next
  }

  /** The schedule waits for a tick at that instant. */
  sleepsUntil(next: Micros): void {
    this.#next = next
    if (this.#waiting && next > this.#waiting.instant) this.#waiting.resolve()
  }

  /** Ticks are on their way. */
  wakes(): void {
    this.#next = Number.NEGATIVE_INFINITY
  }

  /** Resolves when no tick is still to come at that instant or before. One may wait at a time. */
  isBeyond(instant: Micros): Promise<void> {
    if (this.#next > instant) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting = { instant, resolve }
    })
  }
}

import { setImmediate as turn } from 'node:timers/promises'

/** Longest stretch without a turn of the event loop, milliseconds: signals, progress and timers must get through. */
const LONGEST_STRETCH = 20

/** Lets the event loop turn now and then in a loop that otherwise never waits. */
export class Breath {
  #last = performance.now()

  /** A promise to await when it is time for a turn. */
  take(): Promise<void> | undefined {
    if (performance.now() - this.#last <= LONGEST_STRETCH) return undefined
    return turn().then(() => {
      this.#last = performance.now()
    })
  }
}

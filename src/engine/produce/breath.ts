import { setImmediate as turn } from 'node:timers/promises'
import { monotonic } from '../clock/monotonic.ts'

/** Longest stretch without a turn of the event loop, milliseconds: signals, progress and timers must get through. */
const LONGEST_STRETCH = 20

/** Lets the event loop turn now and then in a loop that otherwise never waits. */
export class Breath {
  #last = monotonic()

  /** A promise to await when it is time for a turn. */
  take(): Promise<void> | undefined {
    if (monotonic() - this.#last <= LONGEST_STRETCH) return undefined
    return turn().then(() => {
      this.#last = monotonic()
    })
  }
}

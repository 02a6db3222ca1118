import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Micros } from '../../kernel/index.ts'
import { monotonic } from './monotonic.ts'

/** Long waits are cut, so that a machine that slept or a timer's 24.8-day limit does no harm. */
const LONGEST_SLEEP_MS = 60 * 60 * 1000

/**
 * Simulated time that starts at `origin` and runs `speed` simulated seconds a real second. It follows the
 * machine's monotonic clock, so a stepped wall clock never makes it jump.
 */
export class RealClock implements Clock {
  readonly #origin: Micros
  readonly #speed: number
  readonly #start = monotonic()

  constructor(origin: Micros, speed = 1) {
    this.#origin = origin
    this.#speed = speed
  }

  now(): Micros {
    return this.#origin + Math.floor((monotonic() - this.#start) * 1000 * this.#speed)
  }

  async sleepUntil(at: Micros, signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted()
      const milliseconds = (at - this.now()) / 1000 / this.#speed
      if (milliseconds <= 0) return
      const wait = Math.min(Math.ceil(milliseconds), LONGEST_SLEEP_MS)
      await sleep(wait, undefined, signal ? { signal } : {}).catch((error: unknown) => {
        signal?.throwIfAborted()
        throw error
      })
    }
  }
}

let beginning: number | undefined

/** The machine's own idea of now, in microseconds: its wall clock as it was when first asked, to the millisecond, gone on steadily. */
export function machineTime(): Micros {
  beginning ??= Date.now() - monotonic()
  return Math.round((beginning + monotonic()) * 1000)
}

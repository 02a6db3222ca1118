import { monotonic } from './monotonic.ts'

/**
 * Real time for deliveries, in milliseconds: a retry waits for a network, which knows nothing of simulated time, also
 * in a batch run.
 */
export interface Timer {
  now(): number
  /** Ends early, without an error, when `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** Timers count in 32 bits. */
const LONGEST = 2 ** 31 - 1

export const realTimer: Timer = {
  now: monotonic,
  sleep(milliseconds, signal) {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, Math.min(milliseconds, LONGEST))
      signal.addEventListener('abort', done, { once: true })
    })
  },
}

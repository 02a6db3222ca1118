import type { Clock, Micros } from '../../../kernel/index.ts'

/** Tells when nothing has happened for a while. */
export interface IdleWatch {
  /** Something happens now. */
  touch(): void
  stop(): void
}

/** Calls `onIdle` once `interval` has passed since the last touch; a clock that stands still never says so. */
export function idleWatch(clock: Clock, interval: Micros, onIdle: () => void): IdleWatch {
  const ended = new AbortController()
  let touched = 0
  let last = clock.now()
  let watching = false

  const watch = async (): Promise<void> => {
    let seen: number
    do {
      seen = touched
      await clock.sleepUntil(last + interval, ended.signal)
    } while (seen !== touched)
    watching = false
    if (clock.now() >= last + interval) onIdle()
  }

  return {
    touch() {
      touched++
      last = clock.now()
      if (watching || ended.signal.aborted) return
      watching = true
      watch().catch(() => undefined) // the sleep ends with an error when the watch is stopped
    },
    stop: () => ended.abort(),
  }
}

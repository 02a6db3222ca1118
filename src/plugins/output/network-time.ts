/** A network lives in real time, also while the clock of the run is virtual. What is here decides no byte. */

/** Milliseconds of a clock that is never set. */
export const elapsed = (): number => performance.now()

/** Resolves after so many milliseconds, or as soon as one of the signals aborts. */
export function pause(milliseconds: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some((signal) => signal.aborted)) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    for (const signal of signals) signal.addEventListener('abort', end)
  })
}

/** Calls back after so many milliseconds, unless it is told in time not to. */
export function alarm(milliseconds: number, ring: () => void): () => void {
  const timer = setTimeout(ring, milliseconds)
  return () => clearTimeout(timer)
}

/** Resolves when everything that the system has to report has been looked at: two rounds, as one may begin behind it. */
export function caughtUp(): Promise<void> {
  return new Promise((resolve) => void setImmediate(() => setImmediate(resolve)))
}

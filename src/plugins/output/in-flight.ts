/**
 * Keeps one sending at a time. Whoever waits gives up when `signal` aborts; the sending itself goes on, for the
 * system cannot take bytes back, and the next one begins only when it has ended.
 */
export function inFlight(): <T>(send: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (send, signal) => {
    const turn = last.then(() => {
      signal.throwIfAborted()
      return send()
    })
    last = turn.catch(() => undefined)
    return orAbort(turn, signal)
  }
}

/** The promise, or the signal's reason if that comes first; what the promise stands for goes on. */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

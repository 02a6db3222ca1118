import { DeliveryError } from '../../kernel/index.ts'

/** Tells a write to stop when its time is up, or when deliveries end. */
export class TimeLimit {
  readonly #control = new AbortController()
  readonly #end: AbortSignal
  readonly #timer: ReturnType<typeof setTimeout>
  readonly #onEnd = () => this.#control.abort(this.#end.reason)

  /** @param timeout milliseconds */
  constructor(timeout: number, end: AbortSignal) {
    const late = () =>
      this.#control.abort(
        new DeliveryError('timeout', 'E_OUTPUT_TIMEOUT', `not written within ${timeout / 1000} s`),
      )
    this.#timer = setTimeout(late, timeout)
    this.#end = end
    if (end.aborted) this.#onEnd()
    else end.addEventListener('abort', this.#onEnd, { once: true })
  }

  get signal(): AbortSignal {
    return this.#control.signal
  }

  /** The write has ended. */
  over(): void {
    clearTimeout(this.#timer)
    this.#end.removeEventListener('abort', this.#onEnd)
  }
}

/** The write, or a rejection as soon as the signal aborts: an output that does not listen is not waited for. */
export function bounded<T>(write: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cut = () => reject(signal.reason)
    if (signal.aborted) return cut()
    signal.addEventListener('abort', cut, { once: true })
    write.then(resolve, reject).finally(() => signal.removeEventListener('abort', cut))
  })
}

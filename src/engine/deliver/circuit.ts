import type { Timer } from '../clock/timer.ts'

export interface CircuitOptions {
  /** Failed attempts in a row that open it. */
  readonly failures: number
  /** How long it stays open before one attempt is let through, milliseconds. */
  readonly pause: number
}

/**
 * A circuit breaker: it opens when a destination fails several times in a row, or twice for as long as the pause, so
 * that a destination which is down is left alone but for one probe a pause. One that asks to slow down is left
 * alone, too, without being taken for down.
 */
export class Circuit {
  readonly #options: CircuitOptions
  readonly #timer: Timer
  #streak = 0
  #since: number | undefined
  #open = false
  #probing = false
  /** No attempt before that. */
  #until = 0
  readonly #waiting = new Set<() => void>()

  constructor(options: CircuitOptions, timer: Timer) {
    this.#options = options
    this.#timer = timer
  }

  /** The destination is taken for down. */
  get down(): boolean {
    return this.#open
  }

  /** The beginning of the outage; undefined when there is none. */
  get failingSince(): number | undefined {
    return this.#since
  }

  /** May an attempt be made now? If so, `succeeded`, `failed`, `throttled` or `released` must follow. */
  enter(): boolean {
    if (this.#timer.now() < this.#until) return false
    if (!this.#open) return true
    if (this.#probing) return false
    this.#probing = true
    return true
  }

  /** Waits until `enter` is worth another try, or until `deadline`. */
  async ready(deadline: number, signal: AbortSignal): Promise<void> {
    const now = this.#timer.now()
    const at = now < this.#until ? Math.min(this.#until, deadline) : deadline
    const ended = new AbortController()
    const end = () => ended.abort()
    this.#waiting.add(end)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    await this.#timer.sleep(Math.max(0, at - now), ended.signal)
    signal.removeEventListener('abort', end)
    this.#waiting.delete(end)
  }

  succeeded(): void {
    this.#streak = 0
    this.#since = undefined
    this.#open = false
    this.released()
  }

  /** @param started when the attempt began */
  failed(started: number): void {
    const now = this.#timer.now()
    this.#since ??= started
    this.#streak++
    const { failures, pause } = this.#options
    const opens = this.#streak >= failures || (this.#streak > 1 && now - this.#since >= pause)
    if (opens) {
      this.#open = true
      this.#until = Math.max(this.#until, now + pause)
    }
    this.released()
  }

  /** The destination is there and asks to be left alone for so long, milliseconds. */
  throttled(wait: number): void {
    this.succeeded()
    this.#until = Math.max(this.#until, this.#timer.now() + wait)
  }

  /** The attempt said nothing about the destination. */
  released(): void {
    this.#probing = false
    for (const wake of this.#waiting) wake()
  }
}

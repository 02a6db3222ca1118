import type { Micros } from '../../../kernel/index.ts'

/** A request for timestamps. */
interface Pending {
  /** When it arrived. */
  readonly at: Micros
  /** How many are still to be generated: up to 2^53 − 1, hence never made all at once. */
  left: number
  /** Some are generated already, so it no longer waits. */
  started: boolean
}

/** Requests on their way from the server to the schedule: first in, first out, bounded. */
export class RequestQueue {
  readonly #capacity: number
  readonly #pending: Pending[] = []
  #latest: Micros
  #wake: (() => void) | undefined
  #stopping = false
  #error: unknown

  /** At most `capacity` requests wait; instants are ascending and ≥ `from`, even if the clock is set back. */
  constructor(capacity: number, from: Micros) {
    this.#capacity = capacity
    this.#latest = from
  }

  get stopping(): boolean {
    return this.#stopping
  }

  /** Takes in a request for `count` ≥ 1 timestamps that arrived at `at`; false if too many wait already. */
  offer(at: Micros, count: number): boolean {
    const waiting = this.#pending.length - (this.#pending[0]?.started ? 1 : 0)
    if (waiting >= this.#capacity) return false
    this.#latest = Math.max(this.#latest, at)
    this.#pending.push({ at: this.#latest, left: count, started: false })
    this.#wake?.()
    return true
  }

  /** No more requests; those that wait are still taken. */
  stop(): void {
    this.#stopping = true
    this.#wake?.()
  }

  /** Stops, and raises the error after the last request was taken. */
  fail(error: unknown): void {
    this.#error ??= error
    this.stop()
  }

  /** The instants of the waiting requests, at most `size`, as soon as there are any; undefined after the last. */
  async take(size: number): Promise<Float64Array | undefined> {
    while (this.#pending.length === 0 && !this.#stopping) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if (this.#pending.length > 0) return this.#block(size)
    if (this.#error !== undefined) throw this.#error
    return undefined
  }

  #block(size: number): Float64Array {
    const waiting = this.#pending.reduce((sum, { left }) => sum + left, 0)
    const block = new Float64Array(Math.min(size, waiting))
    let filled = 0
    while (filled < block.length) {
      const first = this.#pending[0]!
      const count = Math.min(first.left, block.length - filled)
      block.fill(first.at, filled, filled + count)
      filled += count
      first.left -= count
      first.started = true
      if (first.left === 0) this.#pending.shift()
    }
    return block
  }
}

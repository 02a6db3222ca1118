/** What becomes of a promise, to be looked at without waiting. */
export class Outcome<T> {
  /** Fulfilled when there is something to take, be it a failure. */
  readonly settled: Promise<void>
  #over = false
  #failed = false
  #take: () => T = () => {
    throw new Error('nothing came of it yet')
  }

  constructor(promise: Promise<T>) {
    const settle = (take: () => T) => {
      this.#over = true
      this.#take = take
    }
    this.settled = promise.then(
      (value) => settle(() => value),
      (error: unknown) => {
        this.#failed = true
        settle(() => {
          throw error
        })
      },
    )
  }

  get over(): boolean {
    return this.#over
  }

  /** Nothing came but what `take` throws. */
  get failed(): boolean {
    return this.#failed
  }

  /** What came; throws what went wrong. */
  take(): T {
    return this.#take()
  }
}

/** What becomes of a promise, to be looked at without waiting. */
export class Outcome<T> {
  /** Fulfilled when there is something to take, be it a failure. */
  readonly settled: Promise<void>
  #over = false
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
      (error: unknown) =>
        settle(() => {
          throw error
        }),
    )
  }

  get over(): boolean {
    return this.#over
  }

  /** What came; throws what went wrong. */
  take(): T {
    return this.#take()
  }
}

import type { Coming } from './task.ts'

/** What becomes of a promise. */
export class Outcome<T> implements Coming<T> {
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

  take(): T {
    return this.#take()
  }
}

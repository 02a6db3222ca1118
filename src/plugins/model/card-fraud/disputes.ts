import { DAY, type Micros, math, type Rng } from '../../../kernel/index.ts'
import { cards } from '../../domains/cards.ts'

const { median_days: median, spread, most_days: most } = cards.dispute

/** From a transaction to its chargeback. */
export function disputeDelay(rng: Rng): Micros {
  return Math.floor(Math.min(median * math.exp(spread * rng.normal()), most) * DAY)
}

/** What is to come, in the order of its time; what has the same time comes in the order in which it was added. */
export class Pending<T> {
  readonly #times: Micros[] = []
  readonly #items: T[] = []

  add(time: Micros, item: T): void {
    let low = 0
    let high = this.#times.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#times[middle]! <= time) low = middle + 1
      else high = middle
    }
    this.#times.splice(low, 0, time)
    this.#items.splice(low, 0, item)
  }

  /** Takes out all that come at an instant or before. */
  take(until: Micros, each: (item: T, time: Micros) => void): void {
    let count = 0
    while (count < this.#times.length && this.#times[count]! <= until) {
      each(this.#items[count]!, this.#times[count]!)
      count++
    }
    if (count > 0) {
      this.#times.splice(0, count)
      this.#items.splice(0, count)
    }
  }
}

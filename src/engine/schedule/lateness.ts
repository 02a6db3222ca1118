import type { Micros } from '../../kernel/index.ts'

/** Buckets grow by 2^(1/8), so a percentile is exact to 9 %. */
const STEPS = 8

/** A histogram of how long after its instant each tick was released, in microseconds. */
export class Lateness {
  readonly #counts = new Float64Array(64 * STEPS)
  #total = 0
  #worst = 0

  record(times: Float64Array, start: number, end: number, now: Micros): void {
    for (let i = start; i < end; i++) {
      const late = now - times[i]!
      this.#counts[late <= 1 ? 0 : Math.floor(Math.log2(late) * STEPS)]!++
      if (late > this.#worst) this.#worst = late
    }
    this.#total += end - start
  }

  /** Upper bound of the given share (0–1) of all ticks, microseconds; 0 when none were released. */
  percentile(share: number): Micros {
    let left = share * this.#total
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      left -= this.#counts[bucket]!
      if (left <= 0) return Math.min(this.#worst, Math.round(2 ** ((bucket + 1) / STEPS)))
    }
    return this.#worst
  }
}

/** Buckets grow by 2^(1/8), so a percentile is exact to 9 %. */
const STEPS = 8

/** Counts of values ≥ 0 in logarithmic buckets, for percentiles in constant memory. */
export class LogHistogram {
  readonly #counts = new Float64Array(64 * STEPS)
  #total = 0
  #highest = 0

  record(value: number): void {
    this.#counts[value <= 1 ? 0 : Math.floor(Math.log2(value) * STEPS)]!++
    if (value > this.#highest) this.#highest = value
    this.#total++
  }

  /** Upper bound of the given share (0–1) of all values; 0 when there are none. */
  percentile(share: number): number {
    let left = share * this.#total
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      left -= this.#counts[bucket]!
      if (left <= 0) return Math.min(this.#highest, Math.round(2 ** ((bucket + 1) / STEPS)))
    }
    return this.#highest
  }
}

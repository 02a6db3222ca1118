import type { Rng } from '../../kernel/index.ts'

/** A choice among a few values, each with a probability in proportion to its weight. */
export class Weighted<T> {
  readonly #values: readonly T[]
  readonly #limits: Float64Array

  /** @param weights as many as values, ≥ 0, their sum > 0; RangeError otherwise */
  constructor(values: readonly T[], weights: readonly number[]) {
    this.#values = values
    this.#limits = cumulative(weights)
    if (values.length !== weights.length) throw new RangeError('there are not as many weights as values')
  }

  pick(rng: Rng): T {
    return this.#values[below(this.#limits, rng.float())]!
  }
}

/** The distribution function of weights: ascending, its last entry is 1. */
export function cumulative(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total > 0 && weights.every((weight) => weight >= 0)))
    throw new RangeError('weights are numbers ≥ 0, not all of them 0')
  let sum = 0
  const limits = Float64Array.from(weights, (weight) => {
    sum += weight
    return sum / total
  })
  limits[limits.length - 1] = 1
  return limits
}

/** The index of the first limit above x; the last one when there is none. */
export function below(limits: Float64Array, x: number): number {
  let i = 0
  while (i < limits.length - 1 && x >= limits[i]!) i++
  return i
}

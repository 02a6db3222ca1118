import type { Rng } from '../../kernel/index.ts'
import { normalQuantile } from '../distributions/normal-quantile.ts'
import { below, cumulative } from '../distributions/weighted.ts'

/** How strongly two attributes go together: 0 not at all, 1 as closely as their shares allow. */
export interface Correlation {
  readonly between: readonly [string, string]
  readonly strength: number
  /** The one is high where the other is low. */
  readonly opposite?: boolean | undefined
}

/**
 * Draws several ordered attributes of one entity that go together, and leaves the share of every value as it is
 * declared, whatever the strengths: a Gaussian copula. Each attribute stands on a standard normal variable, cut at
 * the quantiles of its weights; the normals are correlated by the strengths.
 * Source: R. B. Nelsen, «An Introduction to Copulas», 2nd ed., 2.3 and 4.
 */
export class Copula {
  readonly #limits: readonly Float64Array[]
  /** Lower triangle of the correlation matrix' Cholesky factor, row by row. */
  readonly #factor: Float64Array
  readonly #normals: Float64Array

  /**
   * @param weights of each attribute's values, from low to high
   * @throws RangeError where strengths contradict each other, or name what is not there
   */
  constructor(weights: Readonly<Record<string, readonly number[]>>, correlations: readonly Correlation[]) {
    const names = Object.keys(weights)
    this.#limits = Object.values(weights).map((each) => cumulative(each).map(normalQuantile))
    this.#factor = cholesky(matrix(names, correlations))
    this.#normals = new Float64Array(names.length)
  }

  /** Writes the index of each attribute's value to `into`, in the order in which the attributes were declared. */
  draw(rng: Rng, into: Uint8Array): void {
    const normals = this.#normals
    let at = 0
    for (let i = 0; i < normals.length; i++) {
      normals[i] = rng.normal()
      let value = 0
      for (let j = 0; j <= i; j++) value += this.#factor[at++]! * normals[j]!
      into[i] = below(this.#limits[i]!, value)
    }
  }
}

function matrix(names: readonly string[], correlations: readonly Correlation[]): Float64Array[] {
  const rows = names.map((_, i) => Float64Array.from(names, (_, j) => (i === j ? 1 : 0)))
  for (const { between, strength, opposite } of correlations) {
    const [a, b] = between.map((name) => names.indexOf(name)) as [number, number]
    if (a < 0 || b < 0 || a === b)
      throw new RangeError(`a correlation is between two attributes; there is no pair ${between.join(', ')}`)
    const value = opposite ? -strength : strength
    rows[a]![b] = value
    rows[b]![a] = value
  }
  return rows
}

/** Rounding may leave a pivot that far below zero. */
const TINY = 1e-9

function cholesky(rows: readonly Float64Array[]): Float64Array {
  const factor: Float64Array[] = rows.map((row) => new Float64Array(row.length))
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = rows[i]![j]!
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!
      if (i === j) {
        if (rest < -TINY) throw contradiction()
        factor[i]![i] = Math.sqrt(Math.max(rest, 0))
      } else if (factor[j]![j]! > TINY) factor[i]![j] = rest / factor[j]![j]!
      else if (Math.abs(rest) > TINY) throw contradiction()
    }
  }
  return Float64Array.from(factor.flatMap((row, i) => [...row.slice(0, i + 1)]))
}

function contradiction(): RangeError {
  return new RangeError('the strengths of correlations contradict each other; lower some')
}

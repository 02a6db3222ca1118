import { type Dict, PythonError, real, type Value } from '../../../../../jinja/index.ts'
import type { Rng } from '../../../../../kernel/index.ts'

/** Running sums of weights: element i is the sum of the weights 0…i. ValueError if they are none. */
export function cumulative(weights: readonly Value[]): readonly number[] {
  const sums: number[] = []
  let total = 0
  for (let i = 0; i < weights.length; i++) {
    const weight = real(weights[i]!)
    if (weight < 0) throw new PythonError('ValueError', 'Weights must not be negative')
    total += weight
    sums.push(total)
  }
  if (!(total > 0)) throw new PythonError('ValueError', 'Total of weights must be greater than zero')
  if (total === Number.POSITIVE_INFINITY)
    throw new PythonError('ValueError', 'Total of weights must be finite')
  return sums
}

/** The first index whose running sum is above a uniform share of the total. */
export function drawIndex(sums: readonly number[], rng: Rng): number {
  const last = sums.length - 1
  const target = rng.float() * sums[last]!
  let i = 0
  while (i < last && sums[i]! <= target) i++
  return i
}

/** What a mapping of item to weight says of how often each is drawn. */
class Share {
  readonly #items: readonly Value[]
  readonly #sums: readonly number[]

  constructor(mapping: Dict) {
    this.#items = mapping.keys()
    this.#sums = cumulative(mapping.values())
  }

  draw(rng: Rng): Value {
    return this.#items[drawIndex(this.#sums, rng)]!
  }
}

/** The shares of mappings; those of a literal in a template are worked out once. */
export class Shares {
  readonly #known = new WeakMap<Dict, Share>()

  of(mapping: Dict): Share {
    const { source } = mapping
    if (source === undefined) return new Share(mapping)
    let share = this.#known.get(source)
    if (share === undefined) {
      share = new Share(source)
      this.#known.set(source, share)
    }
    return share
  }
}

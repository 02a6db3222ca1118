import { type Rng, SECOND } from '../../kernel/index.ts'
import type { Period } from './modulated.ts'

/** A Markov-modulated Poisson process of n states. */
export interface Mmpp {
  /** Events/s in each state, ≥ 0. */
  readonly rates: readonly number[]
  /** Rates of change from state (row) to state (column), per second; the diagonal is not read. */
  readonly generator: readonly (readonly number[])[]
}

/** The periods of an irreducible chain: exponential sojourns, the first state drawn from the stationary distribution. */
export function* markovPeriods(rng: Rng, { rates, generator }: Mmpp): Generator<Period, undefined> {
  const jumps = generator.map((row, state) => row.map((rate, next) => (next === state ? 0 : rate)))
  const exits = jumps.map((row) => row.reduce((sum, rate) => sum + rate, 0))
  let state = draw(rng, stationary(generator), 1)
  for (;;) {
    yield { rate: rates[state]!, length: (SECOND * rng.exponential()) / exits[state]! }
    state = draw(rng, jumps[state]!, exits[state]!)
  }
}

/** An index with probability weight / total. */
function draw(rng: Rng, weights: readonly number[], total: number): number {
  let left = rng.float() * total
  let last = 0
  for (let i = 0; i < weights.length; i++) {
    if (weights[i]! === 0) continue
    last = i
    left -= weights[i]!
    if (left < 0) break
  }
  return last
}

/**
 * The share of time in each state of an irreducible chain. Grassmann, Taksar and Heyman (1985): elimination
 * without a subtraction, exact to rounding.
 */
export function stationary(generator: readonly (readonly number[])[]): number[] {
  const rates = generator.map((row) => [...row])
  for (let n = rates.length - 1; n > 0; n--) {
    const exit = sum(rates[n]!.slice(0, n))
    for (let i = 0; i < n; i++) {
      const share = rates[i]![n]! / exit
      rates[i]![n] = share
      for (let j = 0; j < n; j++) if (j !== i) rates[i]![j]! += share * rates[n]![j]!
    }
  }
  const weights = [1]
  for (let n = 1; n < rates.length; n++) weights.push(sum(weights.map((weight, i) => weight * rates[i]![n]!)))
  const total = sum(weights)
  return weights.map((weight) => weight / total)
}

/** A state that some state cannot be reached from, or that cannot be reached; undefined in an irreducible chain. */
export function trappedState(generator: readonly (readonly number[])[]): number | undefined {
  const transposed = generator.map((_, i) => generator.map((row) => row[i]!))
  const forward = reached(generator)
  const backward = reached(transposed)
  const found = generator.findIndex((_, state) => !forward.has(state) || !backward.has(state))
  return found < 0 ? undefined : found
}

/** The states that can be reached from the first. */
function reached(generator: readonly (readonly number[])[]): Set<number> {
  const found = new Set([0])
  for (const state of found) {
    generator[state]!.forEach((rate, next) => {
      if (next !== state && rate > 0) found.add(next)
    })
  }
  return found
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

import { math } from '../../../kernel/index.ts'
import { normalQuantile } from '../../../simulation/index.ts'
import { noisyDefault, riskScore } from './risk.ts'

/** How many purchases of a population have each sum of risk parts. */
export interface Population {
  readonly parts: Float64Array
  /** They add up to 1. */
  readonly weights: Float64Array
}

/** What turns the chance that the curve gives into the one in force. */
export interface Calibrated {
  /** Factor on the odds. */
  readonly odds: number
  /** Mean score of the population. */
  readonly mean: number
}

const { LN2 } = Math
/** Midpoints of sixteen equally likely parts of a standard normal variable. */
const NORMALS = Array.from({ length: 16 }, (_, i) => normalQuantile((i + 0.5) / 16))
/** Parameters that drift are rounded to such steps, so that few states need to be solved: error below 0.1 %. */
const STEP = 512
const MOST_KEPT = 4_096

/**
 * Makes the share of defaults in the population what its name says: `base × 2^stress`, with the order of the curve
 * kept. All chances have their odds multiplied by one factor, found by Newton's method on its logarithm.
 */
export class Calibration {
  readonly #population: Population
  readonly #solved = new Map<string, Calibrated>()
  #base = Number.NaN
  #stress = Number.NaN
  #signal = Number.NaN
  #latest: Calibrated = { odds: 1, mean: 0 }

  constructor(population: Population) {
    this.#population = population
  }

  at(base: number, stress: number, signal: number): Calibrated {
    if (base === this.#base && stress === this.#stress && signal === this.#signal) return this.#latest
    this.#base = base
    this.#stress = stress
    this.#signal = signal
    const step = base > 0 ? Math.round(math.log(base) * STEP) : Number.NEGATIVE_INFINITY
    const near = [step, Math.round(stress * STEP), Math.round(signal * STEP)] as const
    const key = near.join()
    let found = this.#solved.get(key)
    if (!found) {
      if (this.#solved.size >= MOST_KEPT) this.#solved.clear()
      found = solve(this.#population, math.exp(near[0] / STEP), near[1] / STEP, near[2] / STEP)
      this.#solved.set(key, found)
    }
    this.#latest = found
    return found
  }
}

/** The chance of default of a purchase; z is its own standard normal variable. */
export function defaultChance(score: number, z: number, signal: number, { odds, mean }: Calibrated): number {
  return multiplied(noisyDefault(heeded(score, mean, signal), z), odds)
}

/** The score that counts: itself, the mean, or mirrored in the mean. */
function heeded(score: number, mean: number, signal: number): number {
  return Math.min(Math.max(mean + signal * (score - mean), 0), 1)
}

function multiplied(chance: number, odds: number): number {
  return odds === Number.POSITIVE_INFINITY ? 1 : (odds * chance) / (1 - chance + odds * chance)
}

function solve({ parts, weights }: Population, base: number, stress: number, signal: number): Calibrated {
  const scores = parts.map((each) => riskScore(each, stress))
  const mean = scores.reduce((sum, score, i) => sum + score * weights[i]!, 0)
  const target = base * math.exp(stress * LN2)
  if (target <= 0) return { odds: 0, mean }
  if (target >= 1) return { odds: Number.POSITIVE_INFINITY, mean }
  const chances = Array.from(scores, (score) =>
    NORMALS.map((z) => noisyDefault(heeded(score, mean, signal), z)),
  )
  const share = (odds: number) => {
    let value = 0
    let slope = 0
    for (const [i, row] of chances.entries()) {
      for (const chance of row) {
        const moved = multiplied(chance, odds)
        value += (weights[i]! / row.length) * moved
        slope += (weights[i]! / row.length) * moved * (1 - moved)
      }
    }
    return { value, slope }
  }
  let odds = 1
  for (let i = 0; i < 40; i++) {
    const { value, slope } = share(odds)
    // A step in the logarithm of the odds of the share itself, which is nearly straight.
    const step = (logit(target) - logit(value)) * ((value * (1 - value)) / slope)
    odds *= math.exp(step)
    if (Math.abs(step) < 1e-9) break
  }
  return { odds, mean }
}

function logit(p: number): number {
  return math.log(p / (1 - p))
}

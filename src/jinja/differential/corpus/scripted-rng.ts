import type { Rng } from '../../../kernel/index.ts'

/** How many numbers there are before they come again. */
const SIZE = 4096

/** Numbers in [0, 1) from a linear congruence; `world.py` has the same. */
const TABLE: Float64Array = Float64Array.from({ length: SIZE }, tableFrom(1))

function tableFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * Draws the same numbers in JavaScript and in Python, and costs next to nothing in either, so that what is
 * compared and measured is the templates.
 */
export class ScriptedRng implements Rng {
  #next: number

  constructor(start: number) {
    this.#next = start & (SIZE - 1)
  }

  float(): number {
    const value = TABLE[this.#next]!
    this.#next = (this.#next + 1) & (SIZE - 1)
    return value
  }

  uint32(): number {
    return Math.floor(this.float() * 2 ** 32)
  }

  int(low: number, high: number): number {
    return low + Math.floor(this.float() * (high - low + 1))
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[Math.floor(this.float() * items.length)]
  }

  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.int(0, i)
      const item = items[i]!
      items[i] = items[j]!
      items[j] = item
    }
    return items
  }

  /** Four uniform numbers that look like a normal one, without a logarithm that differs between C libraries. */
  normal(): number {
    return (this.float() + this.float() + this.float() + this.float() - 2) * 1.7320508075688772
  }

  /** Not exponential, but as positive and as skewed. */
  exponential(rate = 1): number {
    const u = this.float()
    return u / (1 - u) / rate
  }

  gamma(shape: number): number {
    return shape * this.exponential()
  }

  fork(): Rng {
    return this
  }
}

import type { Rng } from '../../../../kernel/index.ts'

/** Says which templates a timestamp is for. Lists are made once and handed out again and again. */
export interface Picker<T> {
  pick(): readonly T[]
}

/** All of them, every time. */
export function pickAll<T>(items: readonly T[]): Picker<T> {
  return { pick: () => items }
}

/** One, each as likely as the others. */
export function pickAny<T>(items: readonly T[], rng: Rng): Picker<T> {
  const singles = items.map((item) => [item])
  return { pick: () => singles[rng.int(0, singles.length - 1)]! }
}

/** One, as likely as its share of the chances' sum. Chances are positive and finite. */
export function pickByChance<T>(items: readonly T[], chances: readonly number[], rng: Rng): Picker<T> {
  const singles = items.map((item) => [item])
  // Scaled by the greatest, so that the sum of very great chances is still a number.
  const greatest = Math.max(...chances)
  let sum = 0
  const upTo = chances.map((chance) => {
    sum += chance / greatest
    return sum
  })
  const last = singles.length - 1
  return {
    pick: () => {
      const drawn = rng.float() * sum
      let i = 0
      while (i < last && drawn >= upTo[i]!) i++
      return singles[i]!
    },
  }
}

/** One after the other, then from the start again. */
export function pickInTurn<T>(items: readonly T[]): Picker<T> {
  const singles = items.map((item) => [item])
  let next = 0
  return {
    pick: () => {
      const picked = singles[next]!
      next = next + 1 === singles.length ? 0 : next + 1
      return picked
    },
  }
}

import { MINUTE, type Micros, type Rng } from '../../../kernel/index.ts'
import { Weighted } from '../../../simulation/index.ts'
import { cards } from '../../domains/cards.ts'
import { anyCity, type Category, categoryChoice, otherCity } from './world.ts'

export interface FraudKind {
  readonly name: string
  readonly transactions: readonly [number, number]
  /** Mean time between two transactions. */
  readonly gap: Micros
  readonly where: 'online' | 'home' | 'abroad'
  readonly entryMode: string
  readonly categories: Weighted<Category>
  readonly amount: number
  readonly testsFirst: boolean
}

/** One attack on one card: several transactions. */
export interface Episode {
  readonly number: number
  readonly card: number
  readonly kind: FraudKind
  /** Where the thief is. */
  readonly city: number
  /** Transactions made before this one. */
  done: number
  left: number
  /** Not before this instant comes the next. */
  next: Micros
}

const kinds: readonly FraudKind[] = Object.entries(cards.fraud).map(([name, kind]) => ({
  name,
  transactions: kind.transactions,
  gap: kind.gap_minutes * MINUTE,
  where: kind.where,
  entryMode: kind.entry_mode,
  categories: categoryChoice(kind.categories),
  amount: kind.amount,
  testsFirst: kind.tests_first,
}))
const shares = Object.values(cards.fraud).map(({ share }) => share)
const choice = new Weighted(kinds, shares)

/** Transactions of an attack, on average. */
export const MEAN_LENGTH =
  kinds.reduce((sum, { transactions: [low, high] }, i) => sum + (shares[i]! * (low + high)) / 2, 0) /
  shares.reduce((sum, share) => sum + share, 0)

/** The attacks that go on at the moment, in the order of their next transactions. */
export class Episodes {
  readonly #active: Episode[] = []
  #count = 0

  /** The attack whose turn it is, with one transaction less to make; undefined when none is due. */
  due(time: Micros, rng: Rng): Episode | undefined {
    const [first] = this.#active
    if (first === undefined || first.next > time) return undefined
    this.#active.shift()
    return this.#proceed(first, time, rng)
  }

  /** A new attack, at its first transaction. */
  begin(card: number, home: number, time: Micros, rng: Rng): Episode {
    const kind = choice.pick(rng)
    const left = rng.int(kind.transactions[0], kind.transactions[1])
    const city = kind.where === 'home' ? home : kind.where === 'abroad' ? otherCity(home, rng) : anyCity(rng)
    return this.#proceed({ number: this.#count++, card, kind, city, done: -1, left, next: time }, time, rng)
  }

  #proceed(episode: Episode, time: Micros, rng: Rng): Episode {
    episode.done++
    episode.left--
    if (episode.left > 0) {
      episode.next = time + Math.floor(rng.exponential() * episode.kind.gap)
      const after = this.#active.findIndex(({ next }) => next > episode.next)
      this.#active.splice(after < 0 ? this.#active.length : after, 0, episode)
    }
    return episode
  }
}

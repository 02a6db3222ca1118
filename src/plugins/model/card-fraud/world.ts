import { math, type Rng } from '../../../kernel/index.ts'
import { EntityPool, type Place, place, Weighted } from '../../../simulation/index.ts'
import { cards } from '../../domains/cards.ts'

export interface Holder {
  readonly card: string
  readonly city: number
  readonly home: Place
  /** Factor on all amounts. */
  readonly spending: number
}

export interface Merchant {
  readonly id: string
  readonly city: string
  readonly at: Place
}

export interface Category {
  readonly number: number
  readonly name: string
  readonly median: number
  readonly spread: number
  readonly online: boolean
}

/** How far homes and shops are spread around a city's centre, degrees. */
const SPREAD = 0.06
const CITIES = cards.cities.length

export const categories: readonly Category[] = Object.entries(cards.categories).map(
  ([name, { median, spread, online }], number) => ({ number, name, median, spread, online }),
)

/** A choice among some of the categories. */
export function categoryChoice(shares: Readonly<Record<string, number>>): Weighted<Category> {
  const among = categories.filter(({ name }) => Object.hasOwn(shares, name))
  return new Weighted(
    among,
    among.map(({ name }) => shares[name]!),
  )
}

/** Holders of cards by number. */
export function holders(streams: Rng, size: number): EntityPool<Holder> {
  const homes = new Weighted(
    cards.cities.map((_, city) => city),
    cards.cities.map(({ people }) => people),
  )
  return new EntityPool(streams, size, (rng, id) => {
    const city = homes.pick(rng)
    return {
      card: `card_${String(id).padStart(6, '0')}`,
      city,
      home: near(rng, city),
      spending: math.exp(0.4 * rng.normal()),
    }
  })
}

/** Shops, each of one category: number `city + CITIES × (category + categories × k)` is the k-th of its kind in its city. */
export class Merchants {
  readonly #pool: EntityPool<Merchant>
  readonly #each: number

  constructor(streams: Rng, count: number) {
    this.#each = Math.max(1, Math.floor(count / (CITIES * categories.length)))
    this.#pool = new EntityPool(streams, count, (rng, id) => ({
      id: `merch_${String(id).padStart(6, '0')}`,
      city: cards.cities[id % CITIES]!.name,
      at: near(rng, id % CITIES),
    }))
  }

  /** One of a city's shops for a category; those with low numbers have more customers. */
  pick(city: number, category: Category, rng: Rng): Merchant {
    const u = rng.float()
    const kind = category.number + categories.length * Math.floor(u * u * this.#each)
    return this.#pool.get(city + CITIES * kind)
  }
}

/** Any city but one. */
export function otherCity(city: number, rng: Rng): number {
  return (city + rng.int(1, CITIES - 1)) % CITIES
}

export function anyCity(rng: Rng): number {
  return rng.int(0, CITIES - 1)
}

function near(rng: Rng, city: number): Place {
  const [north, east] = cards.cities[city]!.at
  return place(degrees(north + SPREAD * rng.normal()), degrees(east + SPREAD * rng.normal()))
}

function degrees(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

import { DAY, type Micros, math, type Rng } from '../../../kernel/index.ts'
import { type Place, Weighted } from '../../../simulation/index.ts'
import { cards } from '../../domains/cards.ts'
import { type CardState, reachable } from './card.ts'
import type { Episode } from './episodes.ts'
import {
  anyCity,
  type Category,
  categories,
  categoryChoice,
  type Holder,
  type Merchant,
  type Merchants,
  otherCity,
} from './world.ts'

/** What is bought where, before the card's memory is asked. */
export interface Spending {
  readonly category: Category
  readonly merchant: Merchant
  readonly amount: number
  readonly entryMode: string
  /** Undefined online. */
  readonly at: Place | undefined
}

const some = (online: boolean) =>
  categoryChoice(
    Object.fromEntries(
      categories
        .filter((each) => each.online === online)
        .map(({ name }) => [name, cards.categories[name]!.share]),
    ),
  )
const online = some(true)
const present = some(false)
const modes = new Weighted(Object.keys(cards.entry_modes), Object.values(cards.entry_modes))
const LIMIT = cards.contactless_limit

/** An honest purchase; one in a place that the holder cannot have reached yet is made online instead. */
export function honest(
  holder: Holder,
  card: CardState,
  merchants: Merchants,
  rates: { readonly online: number; readonly trip: number },
  time: Micros,
  rng: Rng,
): Spending {
  if (time >= card.tripUntil && rng.float() < rates.trip) {
    const [shortest, longest] = cards.trip_days
    card.tripCity = otherCity(holder.city, rng)
    card.tripUntil = time + Math.floor((shortest + (longest - shortest) * rng.float()) * DAY)
  }
  if (rng.float() >= rates.online) {
    const city = time < card.tripUntil ? card.tripCity : holder.city
    const spending = inShop(holder, city, merchants, rng)
    if (reachable(card, spending.merchant.at, time)) return spending
  }
  return atHome(holder, merchants, rng)
}

/** A purchase of a thief, as the kind of fraud has it. */
export function stolen({ kind, city, done }: Episode, merchants: Merchants, rng: Rng): Spending {
  const category = kind.categories.pick(rng)
  const merchant = merchants.pick(city, category, rng)
  const probing = kind.testsFirst && done === 0
  const wanted = probing
    ? 0.5 + 1.5 * rng.float()
    : kind.amount * category.median * math.exp(category.spread * rng.normal())
  const amount = cents(kind.entryMode === 'contactless' ? Math.min(wanted, LIMIT) : wanted)
  return {
    category,
    merchant,
    amount,
    entryMode: kind.entryMode,
    at: kind.where === 'online' ? undefined : merchant.at,
  }
}

/** A thief's purchase that looks like one of the holder. */
export function mimicked(holder: Holder, merchants: Merchants, onlineRate: number, rng: Rng): Spending {
  return rng.float() < onlineRate
    ? atHome(holder, merchants, rng)
    : inShop(holder, holder.city, merchants, rng)
}

function inShop(holder: Holder, city: number, merchants: Merchants, rng: Rng): Spending {
  const category = present.pick(rng)
  const merchant = merchants.pick(city, category, rng)
  const amount = usual(category, holder, rng)
  return { category, merchant, amount, entryMode: amount > LIMIT ? 'chip' : modes.pick(rng), at: merchant.at }
}

/** Online. */
function atHome(holder: Holder, merchants: Merchants, rng: Rng): Spending {
  const category = online.pick(rng)
  const merchant = merchants.pick(anyCity(rng), category, rng)
  return { category, merchant, amount: usual(category, holder, rng), entryMode: 'online', at: undefined }
}

function usual({ median, spread }: Category, { spending }: Holder, rng: Rng): number {
  return cents(median * spending * math.exp(spread * rng.normal()))
}

/** To a cent, at least 0.50. */
function cents(amount: number): number {
  return Math.max(Math.round(amount * 100) / 100, 0.5)
}

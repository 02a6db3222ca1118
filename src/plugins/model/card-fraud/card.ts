import { DAY, HOUR, type Micros, SECOND } from '../../../kernel/index.ts'
import { kilometres, type Place } from '../../../simulation/index.ts'
import { cards } from '../../domains/cards.ts'

/** What is remembered of a card that was used. */
export interface CardState {
  /** Times of its latest transactions, ascending: those of the last 24 hours. */
  readonly recent: Micros[]
  lastTime: Micros | undefined
  /** Where and when the card was seen last, by whomever. */
  seenAt: Place | undefined
  seenTime: Micros
  /** Where and when its holder was seen last. */
  holderAt: Place | undefined
  holderTime: Micros
  /** Where the holder is on a trip to, and until when. */
  tripCity: number
  tripUntil: Micros
}

export function newCard(): CardState {
  return {
    recent: [],
    lastTime: undefined,
    seenAt: undefined,
    seenTime: 0,
    holderAt: undefined,
    holderTime: 0,
    tripCity: -1,
    tripUntil: Number.NEGATIVE_INFINITY,
  }
}

/** Can the holder be there already? Honest people travel no faster than planes. */
export function reachable(card: CardState, at: Place, time: Micros): boolean {
  return (
    card.holderAt === undefined || speed(card.holderAt, card.holderTime, at, time) <= cards.fastest_trip_kmh
  )
}

/** km/h; two transactions of one second count as a second apart. */
export function speed(from: Place, start: Micros, to: Place, end: Micros): number {
  return (kilometres(from, to) * HOUR) / Math.max(end - start, SECOND)
}

/** The card's transactions in the 24 hours until now, this one included. */
export function countDay({ recent }: CardState, time: Micros): number {
  let old = 0
  while (old < recent.length && recent[old]! <= time - DAY) old++
  if (old > 0) recent.splice(0, old)
  recent.push(time)
  return recent.length
}

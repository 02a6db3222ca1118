import type { Micros, Rng } from '../../kernel/index.ts'

/** A link that fails now and then. */
export interface Outages {
  /** One in each stretch of that length, at a random place in it. */
  readonly every: Micros
  /** Mean length; exponential, cut at `every`. */
  readonly lasting: Micros
}

/** Outages may touch; more than so many in a row are not followed. */
const LONGEST_CHAIN = 100

/**
 * When the link is up at an instant or after it: the instant itself outside of outages. A function of the stream's
 * name and the instant alone, so that any event can be asked for by itself.
 */
export function linkUp(rng: Rng, outages: Outages, instant: Micros): Micros {
  let up = instant
  for (let i = 0; i < LONGEST_CHAIN; i++) {
    const cell = Math.floor(up / outages.every)
    const next = Math.max(outageEnd(rng, outages, cell - 1, up), outageEnd(rng, outages, cell, up))
    if (next === up) break
    up = next
  }
  return up
}

/** When the outage of a stretch ends if it is on at an instant, else the instant. */
function outageEnd(rng: Rng, { every, lasting }: Outages, cell: number, instant: Micros): Micros {
  const own = rng.fork(`${cell}`)
  const start = Math.floor((cell + own.float()) * every)
  const end = start + Math.ceil(Math.min(own.exponential() * lasting, every))
  return instant >= start && instant < end ? end : instant
}

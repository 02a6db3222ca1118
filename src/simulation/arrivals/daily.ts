import { DAY, HOUR, type Micros, math, type Rng, type Zone } from '../../kernel/index.ts'
import type { DayFactor } from '../calendar/day-factor.ts'
import { sortedUniforms } from '../distributions/sorted-uniforms.ts'
import type { Instants, Span } from './span.ts'

/** Volumes of whole days, and how each is spread over its hours. */
export interface DailyVolume {
  /** Events on a day whose factors are 1. */
  readonly volume: number
  /** Standard deviation of the logarithm of a day's own chance factor, ≥ 0. */
  readonly variation: number
  readonly day: DayFactor
  /** The share of each hour of the wall clock, 24 that add up to 1. */
  readonly hours: readonly number[]
  readonly zone: Zone
}

/**
 * ⌊volume · factors · lognormal(0, variation)⌋ events a day, at least one, independently distributed over its
 * hours and evenly within one. Each day has streams of its own: the instants do not depend on the start, which
 * only cuts them.
 */
export function* dailyInstants(rng: Rng, daily: DailyVolume, { start, end }: Span, from: Micros): Instants {
  const { zone } = daily
  const first = Math.max(from, start)
  const last = Math.floor(zone.toWall(end) / DAY)
  for (let day = Math.floor(zone.toWall(first) / DAY); day <= last; day++) {
    const stream = rng.fork(day < 0 ? String(day) : day)
    const clock = dayClock(daily, day)
    if (clock === undefined) continue
    const count = dayVolume(stream.fork('volume'), daily, day)
    for (const shares of sortedUniforms(stream.fork('times'), count, clock.share(first))) {
      yield clock.instants(shares)
    }
  }
}

/** How many events a day has. */
function dayVolume(rng: Rng, { volume, variation, day: factor }: DailyVolume, day: number): number {
  return Math.max(1, Math.floor(volume * factor(day) * math.exp(variation * rng.normal())))
}

interface DayClock {
  /** The share of the day's events that lie before an instant. */
  share(at: Micros): number
  /** The instants by which such shares of the day have happened; ascending, changed in place. */
  instants(shares: Float64Array): Float64Array
}

/**
 * The distribution of a day's events over its instants, even within an hour. An hour that spring skips has none,
 * one that autumn repeats has twice as many, and the rest of the day makes up for it. Undefined for a day that
 * the zone skips as a whole.
 */
function dayClock({ hours, zone }: DailyVolume, day: number): DayClock | undefined {
  const midnight = zone.fromWall((day + 1) * DAY)
  const begins = hours.map((_, hour) => Math.min(zone.fromWall(day * DAY + hour * HOUR), midnight))
  begins.push(midnight)
  const sums = [0]
  for (const [hour, share] of hours.entries())
    sums.push(sums[hour]! + share * (begins[hour + 1]! - begins[hour]!))
  const total = sums.at(-1)!
  if (total === 0) return undefined
  // Of the sums that a share below 1 can reach, none is the total: that would lie in no hour.
  const most = total * (1 - 2 ** -50)
  return {
    share(at) {
      const hour = begins.findLastIndex((begin) => begin <= at)
      if (hour < 0) return 0
      return hour >= hours.length ? 1 : (sums[hour]! + hours[hour]! * (at - begins[hour]!)) / total
    },
    instants(shares) {
      let hour = 0
      for (let i = 0; i < shares.length; i++) {
        const sum = Math.min(shares[i]! * total, most)
        while (sum >= sums[hour + 1]!) hour++
        const position = Math.floor((sum - sums[hour]!) / hours[hour]!)
        shares[i] = Math.min(begins[hour]! + position, begins[hour + 1]! - 1)
      }
      return shares
    },
  }
}

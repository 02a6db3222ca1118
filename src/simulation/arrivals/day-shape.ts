import { DAY, HOUR, type Micros } from '../../kernel/index.ts'

/** A stretch of the day, microseconds since midnight, in which a factor runs from `begin` to `end` in a line. */
export interface Stretch {
  readonly from: Micros
  readonly to: Micros
  readonly begin: number
  readonly end: number
}

/** Factors ≥ 0 in the course of a day: stretches that follow each other from midnight to midnight. */
export type DayShape = readonly Stretch[]

/** One factor an hour, 24 of them. */
export function hourlyShape(factors: readonly number[]): DayShape {
  return factors.map((factor, hour) => ({
    from: hour * HOUR,
    to: (hour + 1) * HOUR,
    begin: factor,
    end: factor,
  }))
}

/** Lines between knots, around midnight from the last to the first. Hours ascend, 0 ≤ hour < 24. */
export function knottedShape(knots: readonly { readonly hour: number; readonly factor: number }[]): DayShape {
  const points = knots.map(({ hour, factor }) => ({ at: Math.round(hour * HOUR), factor }))
  const first = points[0]!
  const last = points.at(-1)!
  const overnight = first.at + DAY - last.at
  const midnight = last.factor + ((first.factor - last.factor) * (DAY - last.at)) / overnight
  const all = [{ at: 0, factor: midnight }, ...points, { at: DAY, factor: midnight }]
  return all.slice(1).flatMap(({ at, factor }, i) => {
    const before = all[i]!
    return at > before.at ? [{ from: before.at, to: at, begin: before.factor, end: factor }] : []
  })
}

/** The factor of each hour of a shop's day: 5 in the peak hours, whatever else they are. */
export function peakHours(peaks: readonly number[]): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    if (peaks.includes(hour)) return 5
    if (hour >= 2 && hour <= 6) return 0.2
    if (hour >= 8 && hour <= 10) return 2
    if (hour >= 12 && hour <= 14) return 3
    return hour >= 19 && hour <= 21 ? 4 : 1
  })
}

import { DAY, HOUR, MINUTE, type Micros, SECOND, type Zone } from '../../../kernel/index.ts'
import { firstAtLeast } from '../blocks.ts'
import type { Range } from '../range.ts'
import { matchingDays } from './days.ts'
import type { Cron } from './expression.ts'

/**
 * The matching instants of a range, both ends included, in ascending chunks of one day's each.
 *
 * A wall-clock time that the spring gap skips fires once, later by the gap (02:30 becomes 03:30), unless that
 * instant matches anyway. In the hour that autumn repeats, a schedule of every hour or every minute keeps its
 * rhythm and fires in both readings; any other names times of day, and each fires once, in the first reading.
 */
export function* cronInstants(
  cron: Cron,
  zone: Zone,
  { start, end }: Range,
): Generator<Float64Array, undefined> {
  if (end < start) return
  const times = timesOfDay(cron)
  const everyReading = cron.hours.length === 24 || cron.minutes.length === 60
  // A day early and late: around midnight a gap or a repeated hour moves instants into the day beside.
  const firstDay = Math.floor(zone.toWall(start) / DAY) - 1
  const lastDay = Math.floor(zone.toWall(end) / DAY) + 1
  let carried: number[] = []
  for (const day of matchingDays(cron, firstDay, lastDay)) {
    const midnight = day * DAY
    const shift = carried.length === 0 ? constantShift(zone, midnight) : undefined
    if (shift !== undefined) {
      const chunk = cut(times, start + shift - midnight, end + shift - midnight)
      if (chunk.length > 0) yield chunk.map((time) => midnight + time - shift)
      continue
    }
    const instants = [...carried, ...readings(times, midnight, zone, everyReading)]
    const sorted = Float64Array.from(new Set(instants)).sort()
    const settled = firstAtLeast(sorted, earliestOfNext(zone, midnight + DAY))
    carried = [...sorted.subarray(settled)]
    const chunk = cut(sorted.subarray(0, settled), start, end)
    if (chunk.length > 0) yield chunk
  }
  const chunk = cut(Float64Array.from(carried), start, end)
  if (chunk.length > 0) yield chunk
}

/** Microseconds since midnight of each match in a matching day. */
function timesOfDay({ hours, minutes, seconds }: Cron): Float64Array {
  const times = new Float64Array(hours.length * minutes.length * seconds.length)
  let at = 0
  for (const hour of hours)
    for (const minute of minutes)
      for (const second of seconds) times[at++] = hour * HOUR + minute * MINUTE + second * SECOND
  return times
}

/** The offset of a wall-clock day throughout which the clock is not changed; undefined if it is. */
function constantShift(zone: Zone, midnight: Micros): Micros | undefined {
  const next = midnight + DAY
  const begin = zone.fromWall(midnight, 'first')
  const end = zone.fromWall(next, 'first')
  const plain =
    end - begin === DAY &&
    zone.toWall(begin) === midnight &&
    zone.toWall(end) === next &&
    zone.fromWall(midnight, 'second') === begin &&
    zone.fromWall(next, 'second') === end
  return plain ? midnight - begin : undefined
}

function* readings(
  times: Float64Array,
  midnight: Micros,
  zone: Zone,
  every: boolean,
): Generator<Micros, undefined> {
  for (const time of times) {
    yield zone.fromWall(midnight + time, 'first')
    if (every) yield zone.fromWall(midnight + time, 'second')
  }
}

/** No wall-clock time from `midnight` on means an earlier instant than this. */
function earliestOfNext(zone: Zone, midnight: Micros): Micros {
  return midnight - Math.max(zone.offset(midnight - DAY), zone.offset(midnight + DAY))
}

function cut(column: Float64Array, from: Micros, to: Micros): Float64Array {
  return column.subarray(firstAtLeast(column, from), firstAtLeast(column, to + 1))
}

import { LoomError } from '../errors.ts'
import { DAY, MINUTE, type Micros, SECOND } from './civil.ts'

/** Which of the two readings of a repeated hour a wall-clock time means. */
export type Fold = 'first' | 'second'

/** A time zone by IANA name. Instants are UTC microseconds, wall times are what a clock on the wall shows. */
export interface Zone {
  readonly name: string
  /** Microseconds east of UTC at an instant. */
  offset(instant: Micros): Micros
  /** What the wall clock shows at an instant. */
  toWall(instant: Micros): Micros
  /**
   * The instant at which the wall clock shows `wall`. In the repeated hour of autumn `fold` chooses the
   * reading; a time that the spring gap skips moves forward by the gap (02:30 becomes 03:30).
   */
  fromWall(wall: Micros, fold?: Fold): Micros
}

/** Microseconds. Offsets change only on quarter-hour boundaries of UTC in every zone since 1972, and here in all years. */
export const QUARTER = 15 * MINUTE

const zones = new Map<string, Zone>()

/** The zone of that name; E_ZONE if the host's zone database does not know it. */
export function zone(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const made = name === 'UTC' ? UTC : ianaZone(name)
  zones.set(name, made)
  return made
}

export const UTC: Zone = { name: 'UTC', offset: () => 0, toWall: (t) => t, fromWall: (t) => t }

/** A zone of constant offset, named as ISO 8601 writes it: `+05:30`. */
export function fixedZone(minutes: number): Zone {
  if (minutes === 0) return UTC
  const size = Math.abs(minutes)
  const two = (n: number) => String(n).padStart(2, '0')
  const shift = minutes * MINUTE
  return {
    name: `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`,
    offset: () => shift,
    toWall: (t) => t + shift,
    fromWall: (t) => t - shift,
  }
}

function ianaZone(name: string): Zone {
  const read = offsetReader(name)
  const cache = new Map<number, Micros>()
  let lastQuarter = Number.NaN
  let lastOffset = 0

  const offset = (instant: Micros): Micros => {
    const quarter = Math.floor(instant / QUARTER)
    if (quarter === lastQuarter) return lastOffset
    let found = cache.get(quarter)
    if (found === undefined) {
      if (cache.size > 100_000) cache.clear()
      found = read(quarter * QUARTER)
      cache.set(quarter, found)
    }
    lastQuarter = quarter
    lastOffset = found
    return found
  }

  const fromWall = (wall: Micros, fold: Fold = 'first'): Micros => {
    const before = offset(wall - DAY)
    const after = offset(wall + DAY)
    if (before === after) {
      const direct = wall - before
      if (offset(direct) === before) return direct
    }
    const early = wall - Math.max(before, after)
    const late = wall - Math.min(before, after)
    const earlyHolds = early + offset(early) === wall
    const lateHolds = late + offset(late) === wall
    if (earlyHolds && lateHolds) return fold === 'first' ? early : late
    if (earlyHolds) return early
    if (lateHolds) return late
    return wall - before
  }

  return { name, offset, toWall: (instant) => instant + offset(instant), fromWall }
}

/** Reads an offset from the host's zone database; slow (microseconds), hence the cache above. */
function offsetReader(name: string): (instant: Micros) => Micros {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch (cause) {
    throw new LoomError('E_ZONE', `unknown time zone "${name}"`, {
      hint: 'use an IANA name such as UTC, Europe/Berlin or America/New_York',
      cause,
    })
  }
  return (instant) => {
    const milliseconds = Math.floor(instant / 1000)
    const part: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(milliseconds)) part[type] = value
    const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
    const shown = Date.UTC(
      2000,
      Number(part.month) - 1,
      Number(part.day),
      Number(part.hour),
      Number(part.minute),
      Number(part.second),
    )
    const wall = new Date(shown).setUTCFullYear(year, Number(part.month) - 1, Number(part.day))
    return Math.round((wall - Math.floor(milliseconds / 1000) * 1000) / 1000) * SECOND
  }
}

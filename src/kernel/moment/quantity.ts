import {
  DAY,
  daysInMonth,
  fromCivil,
  HOUR,
  MINUTE,
  type Micros,
  NEVER,
  SECOND,
  toCivil,
} from '../time/civil.ts'
import type { Zone } from '../time/zone.ts'

/** A distance in time: months and days of the calendar, then elapsed microseconds. */
export interface Shift {
  readonly months: number
  readonly days: number
  readonly elapsed: Micros
}

/** What one unit adds to a shift. */
const UNITS: readonly (readonly [RegExp, Shift])[] = [
  [/^(?:y|yrs?|years?)$/, { months: 12, days: 0, elapsed: 0 }],
  [/^(?:mo|mos|months?)$/, { months: 1, days: 0, elapsed: 0 }],
  [/^(?:w|wks?|weeks?)$/, { months: 0, days: 7, elapsed: 0 }],
  [/^(?:d|days?)$/, { months: 0, days: 1, elapsed: 0 }],
  [/^(?:h|hrs?|hours?)$/, { months: 0, days: 0, elapsed: HOUR }],
  [/^(?:m|mins?|minutes?)$/, { months: 0, days: 0, elapsed: MINUTE }],
  [/^(?:s|secs?|seconds?)$/, { months: 0, days: 0, elapsed: SECOND }],
]

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const TERM = /^(?:(\d{1,12}(?:\.\d{1,12})?)\s*|([a-z]+)\s+)([a-z]+)(?:\s*,\s*|\s+and\s+|\s+|(?=\d)|$)/
const COMPACT = /^([+-]?)(?:(\d{1,12})d)?(?:(\d{1,12})h)?(?:(\d{1,12})m)?(?:(\d{1,12})s)?$/

/**
 * `+1d2h30m15s`: a sign (none means plus) and terms in this order, each optional, nothing between them. A
 * lone sign is no distance at all; an empty text is none of these.
 */
export function readOffset(text: string): Shift | undefined {
  const m = COMPACT.exec(text.trim())
  if (!m || m[0] === '') return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = m.slice(2).map((term) => Number(term ?? 0))
  return signed(
    { months: 0, days, elapsed: hours * HOUR + minutes * MINUTE + seconds * SECOND },
    m[1] === '-' ? -1 : 1,
  )
}

/**
 * A distance in English: `in 2 days`, `after 12 hours and five minutes`, `1 month ago`, `next week`,
 * `+1h 30m`. A bare quantity (`1h 30m`, `2 days`) lies in the past, as in Eventum.
 */
export function readQuantity(text: string): Shift | undefined {
  const phrase = text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const near = /^(last|next) ([a-z]+)$/.exec(phrase)
  if (near) {
    const unit = unitOf(near[2]!)
    return unit && signed(unit, near[1] === 'last' ? -1 : 1)
  }
  const m = /^(\+ ?|- ?|in |after )?(.+?)( ago| from now| later)?$/.exec(phrase)
  if (!m || (m[1] !== undefined && m[3] !== undefined)) return undefined
  const sum = readTerms(m[2]!)
  const future = m[1] === undefined ? m[3] === ' from now' || m[3] === ' later' : !m[1].startsWith('-')
  return sum && signed(sum, future ? 1 : -1)
}

function readTerms(text: string): Shift | undefined {
  let rest = text
  let sum: Shift = { months: 0, days: 0, elapsed: 0 }
  while (rest !== '') {
    const m = TERM.exec(rest)
    const unit = m && unitOf(m[3]!)
    const amount = m?.[1] === undefined ? numberWord(m?.[2] ?? '') : Number(m[1])
    if (!m || !unit || amount === undefined) return undefined
    if (unit.months > 0 && !Number.isInteger(amount)) return undefined
    sum = plus(sum, unit, amount)
    rest = rest.slice(m[0].length)
  }
  return sum
}

/** Half a day is twelve hours; only whole days are days of the calendar. */
function plus(sum: Shift, unit: Shift, amount: number): Shift {
  const days = Math.floor(unit.days * amount + 1e-9)
  const rest = unit.days === 0 ? unit.elapsed * amount : (unit.days * amount - days) * DAY
  return {
    months: sum.months + unit.months * amount,
    days: sum.days + days,
    elapsed: sum.elapsed + Math.round(rest),
  }
}

function unitOf(word: string): Shift | undefined {
  return UNITS.find(([pattern]) => pattern.test(word))?.[1]
}

function numberWord(word: string): number | undefined {
  if (word === 'a' || word === 'an') return 1
  const value = NUMBERS.indexOf(word)
  return value < 0 ? undefined : value
}

function signed(shift: Shift, sign: 1 | -1): Shift {
  return { months: sign * shift.months, days: sign * shift.days, elapsed: sign * shift.elapsed }
}

/** An instant moved by a shift: calendar units on the wall clock of `zone`, the rest as elapsed time. */
export function shiftBy(base: Micros, shift: Shift, zone: Zone): Micros {
  if (shift.months === 0 && shift.days === 0) return base + shift.elapsed
  const wall = addMonths(zone.toWall(base), shift.months) + shift.days * DAY
  // So far from now there are no zones.
  return (Math.abs(wall) > 2 * NEVER ? wall : zone.fromWall(wall)) + shift.elapsed
}

/** 31 March less a month is the last day of February. */
function addMonths(wall: Micros, months: number): Micros {
  const c = toCivil(wall)
  const index = c.year * 12 + c.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return fromCivil({ ...c, year, month, day: Math.min(c.day, daysInMonth(year, month)) })
}

import { DAY, daysFromCivil, daysInMonth, HOUR, MINUTE, type Micros, SECOND } from '../time/civil.ts'

/** A date and time as read from text: what the wall clock shows, and where that wall stands. */
export interface WallTime {
  /** Wall-clock microseconds. */
  readonly wall: Micros
  /** Microseconds east of UTC; null when the text did not say. */
  readonly offset: Micros | null
}

const DATE = String.raw`(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)|-W(\d\d)(?:-(\d))?|W(\d\d)(\d)?)`
const TIME = String.raw`(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?`
const ZONE = String.raw`(?:[Zz]|([+-])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)`
const DATE_TIME = new RegExp(`^${DATE}(?:[^]${TIME}(${ZONE})?)?$`, 'u')
const CLOCK = new RegExp(String.raw`^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(${ZONE})?$`)

/**
 * ISO 8601: extended or basic dates, week dates, any one character between date and time, `.` or `,` before a
 * fraction (digits after the sixth are cut), `Z` or an offset. Undefined for anything else, also for 30
 * February and 24:00.
 */
export function readIso(text: string): WallTime | undefined {
  const m = DATE_TIME.exec(text)
  if (!m) return undefined
  const day =
    m[6] !== undefined || m[8] !== undefined
      ? weekDate(Number(m[1]), Number(m[6] ?? m[8]), Number(m[7] ?? m[9] ?? 1))
      : calendarDate(Number(m[1]), Number(m[2] ?? m[4]), Number(m[3] ?? m[5]))
  if (day === undefined) return undefined
  if (m[10] === undefined) return { wall: day * DAY, offset: null }
  const clock = clockTime(m[10], m[11], m[12], m[13])
  const offset = m[14] === undefined ? null : zoneOffset(m[15], m[16], m[17], m[18])
  return clock === undefined || offset === undefined ? undefined : { wall: day * DAY + clock, offset }
}

/** `HH:MM[:SS[.frac]]`, zero-padded, with an optional offset; `wall` counts from midnight. */
export function readClock(text: string): WallTime | undefined {
  const m = CLOCK.exec(text)
  if (!m) return undefined
  const wall = clockTime(m[1], m[2], m[3], m[4])
  const offset = m[5] === undefined ? null : zoneOffset(m[6], m[7], m[8], m[9])
  return wall === undefined || offset === undefined ? undefined : { wall, offset }
}

/** Days since the epoch, or undefined if there is no such date. */
export function calendarDate(year: number, month: number, day: number): number | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return daysFromCivil(year, month, day)
}

/** Week 1 holds 4 January (ISO 8601). */
function weekDate(year: number, week: number, weekday: number): number | undefined {
  if (year < 1 || week < 1 || weekday < 1 || weekday > 7) return undefined
  const monday = firstMonday(year) + (week - 1) * 7
  return monday < firstMonday(year + 1) ? monday + weekday - 1 : undefined
}

function firstMonday(year: number): number {
  const fourth = daysFromCivil(year, 1, 4)
  return fourth - ((((fourth + 3) % 7) + 7) % 7)
}

function clockTime(hour = '0', minute = '0', second = '0', fraction = ''): Micros | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'))
  return Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND + micros
}

/** Undefined if out of range; no sign means `Z`. */
function zoneOffset(sign: string | undefined, hour = '0', minute = '0', second = '0'): Micros | undefined {
  const size = clockTime(hour, minute, second)
  return size === undefined || sign !== '-' ? size : -size
}

import { DAY, HOUR, MINUTE, type Micros, SECOND } from '../../../kernel/index.ts'
import { quote } from '../text/quote.ts'
import { PythonError } from '../types.ts'
import { daysOf, daysOfIsoWeek, restOf } from './calendar.ts'
import { DateOnly } from './date-only.ts'
import { DateTime } from './datetime.ts'
import { TimeOnly } from './time-only.ts'
import { TimeZone } from './zone.ts'

const DATE = /^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)|-W(\d\d)(?:-(\d))?|W(\d\d)(\d)?)/
const TIME =
  /^(\d\d)(?:(:?)(\d\d)(?:\2(\d\d)(?:[.,](\d+))?)?)?(?:(Z)|([+-])(\d\d)(?:(:?)(\d\d)(?:\9(\d\d)(?:[.,](\d+))?)?)?)?$/

function invalid(text: string): never {
  throw new PythonError('ValueError', `Invalid isoformat string: ${quote(text)}`)
}

/** `datetime.fromisoformat(text)`. ValueError if it is none. */
export function dateTimeFromIso(text: string): DateTime {
  const { days, length } = readDate(text, text)
  if (length === text.length) return new DateTime(days, 0, null)
  // Whatever one character stands between date and time.
  const time = readTime(text.slice(length).replace(/^[\s\S]/u, ''), text)
  return new DateTime(days, time.rest, time.tzinfo)
}

/** `date.fromisoformat(text)`. ValueError if it is none. */
export function dateFromIso(text: string): DateOnly {
  const { days, length } = readDate(text, text)
  return length === text.length ? new DateOnly(days) : invalid(text)
}

/** `time.fromisoformat(text)`. ValueError if it is none. */
export function timeFromIso(text: string): TimeOnly {
  const { rest, tzinfo } = readTime(text.replace(/^T/, ''), text)
  return new TimeOnly(rest, tzinfo)
}

function readDate(from: string, text: string): { days: number; length: number } {
  const match = DATE.exec(from)
  if (!match) return invalid(text)
  const [
    whole,
    year,
    month = match[4],
    day = match[5],
    ,
    ,
    week = match[8],
    weekday = match[7] ?? match[9] ?? '1',
  ] = match
  const days =
    week === undefined
      ? daysOf(Number(year), Number(month), Number(day))
      : daysOfIsoWeek(Number(year), Number(week), Number(weekday))
  return { days, length: whole.length }
}

function readTime(from: string, text: string): { rest: Micros; tzinfo: TimeZone | null } {
  const match = TIME.exec(from)
  if (!match) return invalid(text)
  const [, hour, , minute = '0', second = '0', fraction, utc, sign, ...zone] = match
  const [zoneHour, , zoneMinute = '0', zoneSecond = '0', zoneFraction] = zone
  const rest = restOf(Number(hour), Number(minute), Number(second), micros(fraction))
  if (utc !== undefined) return { rest, tzinfo: TimeZone.utc }
  if (sign === undefined) return { rest, tzinfo: null }
  const size =
    Number(zoneHour) * HOUR + Number(zoneMinute) * MINUTE + Number(zoneSecond) * SECOND + micros(zoneFraction)
  if (size >= DAY) return invalid(text)
  return { rest, tzinfo: TimeZone.of(sign === '-' ? -size : size) }
}

/** Six digits count, more are cut off. */
function micros(fraction = ''): number {
  return Number(fraction.slice(0, 6).padEnd(6, '0'))
}

import {
  asFloat,
  DateOnly,
  DateTime,
  PythonError,
  TimeDelta,
  TzInfo,
  typeName,
  type Value,
} from '../../../../../../jinja/index.ts'
import {
  DAY,
  daysFromCivil,
  HOUR,
  MINUTE,
  type Micros,
  SECOND,
  toCivil,
} from '../../../../../../kernel/index.ts'

/** Microseconds of the unit letters of Faker's relative dates; `y` and `M` count calendar-free. */
const UNITS: Readonly<Record<string, Micros>> = {
  y: 365.25 * DAY,
  M: 30.42 * DAY,
  w: 7 * DAY,
  d: DAY,
  h: HOUR,
  m: MINUTE,
  s: SECOND,
}

const PIECE = /([+-]?\d+)\s*(years?|months?|weeks?|days?|hours?|minutes?|seconds?|[yYMwWdDhHms])/g

/** What `-30y`, `+1d12h`, `now`, `today`, a date, a timedelta or a number of seconds (days) means at `now`. */
export function readMoment(value: Value, now: Micros, unit: 'seconds' | 'days' = 'seconds'): Micros {
  if (value === null) return now
  if (value instanceof DateTime) return instantOf(value)
  if (value instanceof DateOnly) return value.days * DAY
  if (value instanceof TimeDelta) return now + value.days * DAY + value.rest
  const number = asFloat(value)
  if (number !== undefined) return unit === 'days' ? now + number * DAY : number * SECOND
  if (typeof value === 'string') return now + relative(value, now)
  throw new PythonError('ParseError', `Invalid format for date of type ${typeName(value)}`)
}

function relative(written: string, now: Micros): Micros {
  if (written === 'now') return 0
  if (written === 'today') return startOfDay(now) - now
  let sum = 0
  let length = 0
  for (const [whole, amount, unit] of written.matchAll(PIECE)) {
    length += whole.length
    sum += Number(amount) * microsOf(unit!)
  }
  if (length === 0 || length !== written.replace(/\s(?=[+-]|\d)/g, '').length) {
    throw new PythonError('ParseError', `Can't parse date string '${written}'`)
  }
  return Math.round(sum)
}

function microsOf(unit: string): Micros {
  if (unit.length === 1) return UNITS[unit] ?? UNITS[unit.toLowerCase()]!
  return unit.startsWith('mo') ? UNITS.M! : UNITS[unit[0]!]!
}

/** The instant of a date-time; one without a zone counts as UTC. */
function instantOf(time: DateTime): Micros {
  return time.days * DAY + time.rest - (time.offset ?? 0)
}

export function startOfDay(instant: Micros): Micros {
  return Math.floor(instant / DAY) * DAY
}

/** The first instants of the month, year, decade or century that holds an instant. */
export function startOf(period: 'month' | 'year' | 'decade' | 'century', instant: Micros, step = 0): Micros {
  const { year, month } = toCivil(instant)
  if (period === 'month') {
    const months = year * 12 + month - 1 + step
    return daysFromCivil(Math.floor(months / 12), (months % 12) + 1, 1) * DAY
  }
  const size = { year: 1, decade: 10, century: 100 }[period]
  return daysFromCivil(Math.floor(year / size) * size + step * size, 1, 1) * DAY
}

/** The date-time that the wall clock of `tz` shows; without a zone that of UTC, unnamed. */
export function dateTimeAt(instant: Micros, tz: Value): DateTime {
  const whole = Math.round(instant)
  const days = Math.floor(whole / DAY)
  const rest = whole - days * DAY
  if (tz === null) return new DateTime(days, rest, null)
  if (!(tz instanceof TzInfo))
    throw new PythonError('TypeError', `tzinfo must be a tzinfo, not ${typeName(tz)}`)
  return DateTime.fromUtc(days, rest, tz)
}

export function dateAt(instant: Micros): DateOnly {
  return new DateOnly(Math.floor(instant / DAY))
}

import { DAY, SECOND } from '../../kernel/index.ts'
import { checkDays, daysOfIsoWeek, restOf } from '../python/datetime/calendar.ts'
import { foldOr, intOr, zoneOr } from '../python/datetime/read.ts'
import {
  type Callable,
  DateOnly,
  DateTime,
  DELTA_UNITS,
  dateFromIso,
  dateTimeFromIso,
  daysOf,
  defineFunction,
  EPOCH_ORDINAL,
  type Host,
  type Method,
  PythonError,
  strptime,
  TimeDelta,
  TimeOnly,
  TimeZone,
  type TzInfo,
  timeFromIso,
  typeName,
  type Value,
  ZoneInfo,
} from '../python/ops.ts'
import type { PyType } from '../python/py-type.ts'
import { classOf, Namespace } from './native.ts'
import { index, real, text } from './read.ts'
import type { World } from './world.ts'

const FIRST_DAY = daysOf(1, 1, 1)
const LAST_DAY = daysOf(9999, 12, 31)
const LAST_MICROSECOND = DAY - 1

/** Seconds since the epoch as whole microseconds, ties to even, as `fromtimestamp` rounds. */
function micros(seconds: Value): number {
  const value = real(seconds)
  if (!Number.isFinite(value)) {
    throw new PythonError('ValueError', 'cannot convert float NaN or infinity to integer')
  }
  const whole = Math.floor(value)
  const fraction = (value - whole) * SECOND
  const down = Math.floor(fraction)
  const rest = fraction - down
  const up = rest > 0.5 || (rest === 0.5 && down % 2 === 1)
  return whole * SECOND + down + (up ? 1 : 0)
}

/** What a wall clock shows at an instant: that of `tz`, or that of the generator's zone without naming it. */
function atInstant(instant: number, tz: TzInfo | null, world: World): DateTime {
  const days = Math.floor(instant / DAY)
  const aware = DateTime.fromUtc(days, instant - days * DAY, tz ?? ZoneInfo.of(world.zone))
  return tz === null ? new DateTime(aware.days, aware.rest, null, aware.fold) : aware
}

/** Methods as functions that take the object first: `datetime.isoformat(when)`. */
function unbound(instance: Host): Record<string, Value> {
  const entries = [...(instance.methods ?? [])].map(([name, method]) => {
    const call: Callable = (self, ...args) => (method as Method)(self as Value, args)
    return [name, call]
  })
  return Object.fromEntries(entries)
}

function dateClass(world: World): PyType {
  const construct = defineFunction(
    'date(year, month, day)',
    (year, month, day) => new DateOnly(daysOf(index(year), index(month), index(day))),
  )
  return classOf('datetime.date', construct, {
    ...unbound(new DateOnly(0)),
    min: new DateOnly(FIRST_DAY),
    max: new DateOnly(LAST_DAY),
    resolution: new TimeDelta(1, 0),
    today: defineFunction('today()', () => new DateOnly(atInstant(world.clock.now(), null, world).days)),
    fromtimestamp: defineFunction(
      'fromtimestamp(timestamp)',
      (seconds) => new DateOnly(atInstant(micros(seconds), null, world).days),
    ),
    fromordinal: defineFunction('fromordinal(n)', (n) => new DateOnly(checkDays(index(n) - EPOCH_ORDINAL))),
    fromisoformat: defineFunction('fromisoformat(string)', (source) => dateFromIso(text(source))),
    fromisocalendar: defineFunction(
      'fromisocalendar(year, week, day)',
      (year, week, day) => new DateOnly(daysOfIsoWeek(index(year), index(week), index(day))),
    ),
  })
}

function timeClass(): PyType {
  const construct = defineFunction(
    'time(hour?, minute?, second?, microsecond?, tzinfo?, *, fold?)',
    (hour, minute, second, microsecond, tz, fold) =>
      new TimeOnly(
        restOf(intOr(hour, 0), intOr(minute, 0), intOr(second, 0), intOr(microsecond, 0)),
        zoneOr(tz, null),
        foldOr(fold, 0),
      ),
  )
  return classOf('datetime.time', construct, {
    ...unbound(new TimeOnly(0)),
    min: new TimeOnly(0),
    max: new TimeOnly(LAST_MICROSECOND),
    resolution: new TimeDelta(0, 1),
    fromisoformat: defineFunction('fromisoformat(string)', (source) => timeFromIso(text(source))),
  })
}

function combine(date: Value, time: Value, tz: Value | undefined): DateTime {
  const days = date instanceof DateOnly || date instanceof DateTime ? date.days : undefined
  if (days === undefined) {
    throw new PythonError('TypeError', `combine() argument 1 must be datetime.date, not ${typeName(date)}`)
  }
  if (!(time instanceof TimeOnly)) {
    throw new PythonError('TypeError', `combine() argument 2 must be datetime.time, not ${typeName(time)}`)
  }
  return new DateTime(days, time.rest, zoneOr(tz, time.tzinfo), time.fold)
}

const DATETIME = 'datetime(year, month, day, hour?, minute?, second?, microsecond?, tzinfo?, *, fold?)'

function dateTimeClass(world: World): PyType {
  const construct = defineFunction(
    DATETIME,
    (year, month, day, hour, minute, second, microsecond, tz, fold) => {
      const rest = restOf(intOr(hour, 0), intOr(minute, 0), intOr(second, 0), intOr(microsecond, 0))
      return new DateTime(
        daysOf(index(year!), index(month!), index(day!)),
        rest,
        zoneOr(tz, null),
        foldOr(fold, 0),
      )
    },
  )
  return classOf('datetime.datetime', construct, {
    ...unbound(new DateTime(0, 0, null)),
    min: new DateTime(FIRST_DAY, 0, null),
    max: new DateTime(LAST_DAY, LAST_MICROSECOND, null),
    resolution: new TimeDelta(0, 1),
    now: defineFunction('now(tz?)', (tz) => atInstant(world.clock.now(), zoneOr(tz, null), world)),
    today: defineFunction('today()', () => atInstant(world.clock.now(), null, world)),
    utcnow: defineFunction('utcnow()', () => naive(atInstant(world.clock.now(), TimeZone.utc, world))),
    fromtimestamp: defineFunction('fromtimestamp(timestamp, tz?)', (seconds, tz) =>
      atInstant(micros(seconds), zoneOr(tz, null), world),
    ),
    utcfromtimestamp: defineFunction('utcfromtimestamp(timestamp)', (seconds) =>
      naive(atInstant(micros(seconds), TimeZone.utc, world)),
    ),
    fromordinal: defineFunction(
      'fromordinal(n)',
      (n) => new DateTime(checkDays(index(n) - EPOCH_ORDINAL), 0, null),
    ),
    fromisoformat: defineFunction('fromisoformat(string)', (source) => dateTimeFromIso(text(source))),
    fromisocalendar: defineFunction(
      'fromisocalendar(year, week, day)',
      (year, week, day) => new DateTime(daysOfIsoWeek(index(year), index(week), index(day)), 0, null),
    ),
    strptime: defineFunction('strptime(date_string, format)', (source, format) =>
      strptime(text(source), text(format)),
    ),
    combine: defineFunction('combine(date, time, tzinfo?)', combine),
  })
}

function naive(time: DateTime): DateTime {
  return new DateTime(time.days, time.rest, null)
}

const timedelta = classOf(
  'datetime.timedelta',
  defineFunction(`timedelta(${DELTA_UNITS.map((unit) => `${unit}?`).join(', ')})`, (...amounts) =>
    TimeDelta.of(amounts),
  ),
  {
    ...unbound(new TimeDelta(0, 0)),
    min: new TimeDelta(-999_999_999, 0),
    max: new TimeDelta(999_999_999, LAST_MICROSECOND),
    resolution: new TimeDelta(0, 1),
  },
)

const MOST_OFFSET = new TimeDelta(0, DAY - 60 * SECOND)

const timezone = classOf(
  'datetime.timezone',
  defineFunction('timezone(offset, name?)', (offset, name = null) => {
    if (!(offset instanceof TimeDelta)) {
      throw new PythonError(
        'TypeError',
        `timezone() argument 1 must be datetime.timedelta, not ${typeName(offset)}`,
      )
    }
    return TimeZone.of(offset.days * DAY + offset.rest, name === null ? null : text(name))
  }),
  {
    utc: TimeZone.utc,
    min: TimeZone.of(-MOST_OFFSET.rest),
    max: TimeZone.of(MOST_OFFSET.rest),
  },
)

/** Python's `datetime`; «now» is the generator's clock and «local» its zone. */
export function datetimeModule(world: World): Namespace {
  return new Namespace('datetime', {
    date: dateClass(world),
    datetime: dateTimeClass(world),
    time: timeClass(),
    timedelta,
    timezone,
    UTC: TimeZone.utc,
    MINYEAR: 1,
    MAXYEAR: 9999,
  })
}

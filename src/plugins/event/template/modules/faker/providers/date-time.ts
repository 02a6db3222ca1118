import {
  type DateTime,
  index,
  PythonError,
  TimeDelta,
  TimeOnly,
  Tuple,
  text,
  truth,
  type Value,
  ZoneInfo,
} from '../../../../../../jinja/index.ts'
import { DAY, float, type Micros, SECOND, zone } from '../../../../../../kernel/index.ts'
import type { Source, Table } from '../source.ts'
import { dateAt, dateTimeAt, readMoment, startOf, startOfDay } from './moments.ts'

const CENTURIES = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI'.split(' ')
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const YEAR_ONE: Micros = -62_135_596_800 * SECOND

/** A method name's part and the methods that take `before_…` and `after_…`. */
const PERIODS = ['century', 'decade', 'year', 'month'] as const

/** Faker's date_time provider. Now is the generator's clock. */
export function dateTimeProvider(source: Source): Table {
  const { rng, faker } = source
  const now = (): Micros => source.world.clock.now()
  const between = (low: Micros, high: Micros): Micros => {
    if (high < low) throw new PythonError('ValueError', 'start date must not be after end date')
    return low + Math.floor((high - low) * rng.float())
  }
  const sinceEpoch = (end: Value, start: Micros = 0) =>
    between(start, Math.max(start, readMoment(end, now())))
  const moment = (end: Value, tz: Value): DateTime => dateTimeAt(sinceEpoch(end), tz)
  const zoneNames = faker.rawDefinitions.date?.time_zone ?? ['UTC']
  const timeZone = () => source.pick(zoneNames)
  const day = () => moment(null, null)
  return {
    'unix_time(end_datetime?, start_datetime?)': (end = null, start = 0) =>
      float(sinceEpoch(end, readMoment(start, now())) / SECOND),
    'time_delta(end_datetime?)': (end = null) =>
      new TimeDelta(0, between(0, Math.max(0, readMoment(end, now()) - now()))),
    'date_time(tzinfo?, end_datetime?)': (tz = null, end = null) => moment(end, tz),
    'date_time_ad(tzinfo?, end_datetime?, start_datetime?)': (tz = null, end = null, start = null) =>
      dateTimeAt(sinceEpoch(end, start === null ? YEAR_ONE : readMoment(start, now())), tz),
    'iso8601(tzinfo?, end_datetime?, sep?, timespec?)': (
      tz = null,
      end = null,
      sep = 'T',
      timespec = 'auto',
    ) => moment(end, tz).isoformat(text(sep), text(timespec)),
    'date(pattern?, end_datetime?)': (pattern = '%Y-%m-%d', end = null) =>
      moment(end, null).strftime(text(pattern)),
    'date_object(end_datetime?)': (end = null) => dateAt(sinceEpoch(end)),
    'time(pattern?, end_datetime?)': (pattern = '%H:%M:%S', end = null) =>
      moment(end, null).strftime(text(pattern)),
    'time_object(end_datetime?)': (end = null) => new TimeOnly(moment(end, null).rest),
    'date_time_between(start_date?, end_date?, tzinfo?)': (start = '-30y', end = 'now', tz = null) =>
      dateTimeAt(between(readMoment(start, now()), readMoment(end, now())), tz),
    'date_time_between_dates(datetime_start?, datetime_end?, tzinfo?)': (
      start = null,
      end = null,
      tz = null,
    ) => dateTimeAt(between(readMoment(start, now()), readMoment(end, now())), tz),
    'date_between(start_date?, end_date?)': (start = '-30y', end = 'today') => dateBetween(start, end),
    'date_between_dates(date_start?, date_end?)': (start = null, end = null) => dateBetween(start, end),
    'future_datetime(end_date?, tzinfo?)': (end = '+30d', tz = null) =>
      dateTimeAt(between(now() + SECOND, readMoment(end, now())), tz),
    'future_date(end_date?)': (end = '+30d') =>
      dateAt(between(startOfDay(now()) + DAY, readMoment(end, now(), 'days'))),
    'past_datetime(start_date?, tzinfo?)': (start = '-30d', tz = null) =>
      dateTimeAt(between(readMoment(start, now()), now() - SECOND), tz),
    'past_date(start_date?, tzinfo?)': (start = '-30d') =>
      dateAt(between(readMoment(start, now(), 'days'), startOfDay(now()) - 1)),
    'date_of_birth(tzinfo?, minimum_age?, maximum_age?)': (_tz, least = 0, most = 115) => {
      if (index(least) < 0 || index(most) < index(least)) {
        throw new PythonError('ValueError', 'minimum_age must be less than or equal to maximum_age')
      }
      const year = 365.2425 * DAY
      return dateAt(between(now() - (index(most) + 1) * year + DAY, now() - index(least) * year))
    },
    ...Object.fromEntries(PERIODS.flatMap((period) => within(period))),
    'time_series(start_date?, end_date?, precision?, distrib?, tzinfo?)': (
      start = '-30d',
      end = 'now',
      step = null,
      _d,
      tz = null,
    ) => series(readMoment(start, now()), readMoment(end, now()), step, tz),
    'am_pm()': () => source.pick(['AM', 'PM']),
    'century()': () => source.pick(CENTURIES),
    'day_of_month()': () => day().strftime('%d'),
    'day_of_week()': () => source.pick(faker.rawDefinitions.date?.weekday?.wide ?? WEEKDAYS),
    'month()': () => day().strftime('%m'),
    'month_name()': () => {
      const names = faker.rawDefinitions.date?.month?.wide
      return names ? source.pick(names) : day().strftime('%B')
    },
    'year()': () => day().strftime('%Y'),
    'timezone()': timeZone,
    'pytimezone()': () => ZoneInfo.of(zone(timeZone())),
  }

  function dateBetween(start: Value, end: Value) {
    const first = startOfDay(readMoment(start, now(), 'days'))
    return dateAt(between(first, startOfDay(readMoment(end, now(), 'days')) + DAY))
  }

  /** `date_this_year(before_today, after_today)` and `date_time_this_year(before_now, after_now, tzinfo)`. */
  function within(period: (typeof PERIODS)[number]): [string, Table[string]][] {
    const draw = (before: Value, after: Value): Micros => {
      const low = truth(before) ? startOf(period, now()) : now()
      const high = truth(after) ? startOf(period, now(), 1) : now()
      return between(low, Math.max(low, high))
    }
    return [
      [
        `date_this_${period}(before_today?, after_today?)`,
        (before = true, after = false) => dateAt(draw(before, after)),
      ],
      [
        `date_time_this_${period}(before_now?, after_now?, tzinfo?)`,
        (before = true, after = false, tz = null) => dateTimeAt(draw(before, after), tz),
      ],
    ]
  }

  /** Pairs of a time and a value in [0, 1), `step` (seconds, or one thirtieth) apart. */
  function series(start: Micros, end: Micros, step: Value, tz: Value): Value[] {
    const by = step === null ? (end - start) / 30 : readMoment(step, 0)
    if (!(by > 0)) throw new PythonError('ValueError', '`time_series` precision must be positive')
    const count = Math.min(Math.ceil((end - start) / by), 100_000)
    return Array.from(
      { length: count },
      (_, i) => new Tuple([dateTimeAt(start + i * by, tz), float(rng.float())]),
    )
  }
}

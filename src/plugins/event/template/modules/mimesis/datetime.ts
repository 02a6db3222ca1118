import { DateTime, index, TimeDelta, TimeOnly, text, truth, type Value } from '../../../../../jinja/index.ts'
import { DAY, daysFromCivil, type Micros, SECOND, toCivil } from '../../../../../kernel/index.ts'
import { dateAt, dateTimeAt } from '../faker/providers/moments.ts'
import type { Source, Table } from '../faker/source.ts'
import { choice } from './enums.ts'
import { WORDS } from './words.ts'

const DURATIONS: Readonly<Record<string, Micros>> = {
  weeks: 7 * DAY,
  days: DAY,
  hours: 3600 * SECOND,
  minutes: 60 * SECOND,
  seconds: SECOND,
}

/** Mimesis's `datetime`; the current year is that of the generator's clock. */
export function datetimeProvider(source: Source): Table {
  const { rng, faker } = source
  const year = () => toCivil(source.world.clock.now()).year
  const within = (from: number, to: number): Micros => {
    const start = daysFromCivil(from, 1, 1) * DAY
    return start + Math.floor((daysFromCivil(to + 1, 1, 1) * DAY - start) * rng.float())
  }
  const bounds = (start: Value, end: Value): [number, number] => [
    start === null ? year() : index(start),
    end === null ? year() : index(end),
  ]
  const moment = (start: Value = null, end: Value = null): DateTime =>
    dateTimeAt(within(...bounds(start, end)), null)
  const shown = (format: Value, fallback: string, time: DateTime) => time.strftime(text(format) || fallback)
  return {
    'datetime(start?, end?, timezone?)': moment,
    'date(start?, end?)': (start = 2000, end = null) => dateAt(within(...bounds(start, end))),
    'time()': () => new TimeOnly(moment().rest),
    'timestamp(fmt?)': (format) => {
      const time = moment()
      const kind = choice(format) ?? 'posix'
      return kind === 'posix'
        ? Math.floor(time.timestamp())
        : `${time.isoformat()}${kind === 'rfc_3339' ? 'Z' : ''}`
    },
    'formatted_date(fmt?)': (format = '') => shown(format, '%Y-%m-%d', moment()),
    'formatted_time(fmt?)': (format = '') => shown(format, '%H:%M:%S', moment()),
    'formatted_datetime(fmt?)': (format = '') => shown(format, '%Y-%m-%d %H:%M:%S', moment()),
    'week_date(start?, end?)': (start = 2017, end = null) => moment(start, end).strftime('%G-W%V'),
    'year(minimum?, maximum?)': (low = 1990, high = null) => rng.int(...bounds(low, high)),
    'month(abbr?)': (abbreviated = false) => faker.date.month({ abbreviated: truth(abbreviated) }),
    'day_of_month()': () => rng.int(1, 31),
    'day_of_week(abbr?)': (abbreviated = false) => faker.date.weekday({ abbreviated: truth(abbreviated) }),
    'century()': () => source.pick(['XVII', 'XVIII', 'XIX', 'XX', 'XXI']),
    'periodicity()': () => source.pick(WORDS.periodicities),
    'timezone(region?)': () => faker.location.timeZone(),
    'gmt_offset()': () =>
      `UTC ${rng.int(0, 1) === 0 ? '-' : '+'}${String(rng.int(0, 11)).padStart(2, '0')}:00`,
    'duration(min_duration?, max_duration?, duration_unit?)': (low = 1, high = 10, unit) =>
      new TimeDelta(0, rng.int(index(low), index(high)) * (DURATIONS[choice(unit) ?? 'minutes'] ?? SECOND)),
    'bulk_create_datetimes(date_start, date_end)': (start, end) =>
      start instanceof DateTime && end instanceof DateTime ? days(start, end) : [],
  }
}

function days(start: DateTime, end: DateTime): Value[] {
  const count = Math.max(0, end.days - start.days + 1)
  return Array.from({ length: count }, (_, i) => DateTime.shifted(start.days + i, start.rest, start.tzinfo))
}

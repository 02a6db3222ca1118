import { DAY, float } from '../../../kernel/index.ts'
import { defineMethods } from '../arguments.ts'
import type { Methods } from '../types.ts'
import { EPOCH_ORDINAL, isoWeek, timeText, weekdayOf } from './calendar.ts'
import { ctime, DateOnly } from './date-only.ts'
import type { DateTime } from './datetime.ts'
import { isoCalendarDate, structTime } from './named.ts'
import { foldOr, intOr, textArgument, zoneOr } from './read.ts'
import { TimeOnly } from './time-only.ts'
import { deltaOrNone, TimeZone } from './zone.ts'

export const DATETIME_METHODS: Methods<DateTime> = defineMethods<DateTime>('datetime.datetime', {
  'isoformat(sep?, timespec?)': (time, separator = 'T', timespec = 'auto') =>
    time.isoformat(textArgument(separator, 'isoformat'), textArgument(timespec, 'isoformat', 2)),
  'strftime(format)': (time, pattern) => time.strftime(textArgument(pattern, 'strftime')),
  'timestamp()': (time) => float(time.timestamp()),
  'date()': (time) => new DateOnly(time.days),
  'time()': (time) => new TimeOnly(time.rest, null, time.fold),
  'timetz()': (time) => new TimeOnly(time.rest, time.tzinfo, time.fold),
  'weekday()': (time) => weekdayOf(time.days),
  'isoweekday()': (time) => weekdayOf(time.days) + 1,
  'isocalendar()': (time) => isoCalendarDate(isoWeek(time.days)),
  'toordinal()': (time) => time.days + EPOCH_ORDINAL,
  'ctime()': (time) => ctime(time.days, timeText(time.rest, 'seconds')),
  'utcoffset()': (time) => deltaOrNone(time.offset),
  'dst()': (time) => deltaOrNone(time.tzinfo?.dstAt(time) ?? null),
  'tzname()': (time) => time.tzinfo?.nameAt(time) ?? null,
  'timetuple()': (time) => {
    const dst = time.tzinfo?.dstAt(time) ?? null
    return structTime(time.days, time.rest, dst === null ? -1 : Number(dst !== 0))
  },
  'utctimetuple()': (time) => {
    const rest = time.rest - (time.offset ?? 0)
    const carry = Math.floor(rest / DAY)
    return structTime(time.days + carry, rest - carry * DAY, 0)
  },
  'astimezone(tz?)': (time, tz = null) => time.inZone(zoneOr(tz, null) ?? TimeZone.utc),
  'replace(year?, month?, day?, hour?, minute?, second?, microsecond?, tzinfo?, *, fold?)': (
    time,
    year,
    month,
    day,
    ...more
  ) => {
    const [hour, minute, second, microsecond, tzinfo, fold] = more
    return time.replaced(
      {
        year: intOr(year, time.civil.year),
        month: intOr(month, time.civil.month),
        day: intOr(day, time.civil.day),
        hour: intOr(hour, time.hour),
        minute: intOr(minute, time.minute),
        second: intOr(second, time.second),
        microsecond: intOr(microsecond, time.microsecond),
      },
      zoneOr(tzinfo, time.tzinfo),
      foldOr(fold, time.fold),
    )
  },
})

import { HOUR, MINUTE, SECOND } from '../../../kernel/index.ts'
import { NamedTuple } from '../collection/tuple.ts'
import { calendarDay, dayOfYear, weekdayOf } from './calendar.ts'

const STRUCT_TIME = 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst'.split(' ')

/** `time.struct_time` of a wall-clock time; `dst` 1, 0, or −1 where it is unknown. */
export function structTime(days: number, rest: number, dst: number): NamedTuple {
  const { year, month, day } = calendarDay(days)
  const clock = [Math.floor(rest / HOUR), Math.floor(rest / MINUTE) % 60, Math.floor(rest / SECOND) % 60]
  const place = [weekdayOf(days), dayOfYear(days, year)]
  return new NamedTuple('time.struct_time', STRUCT_TIME, [year, month, day, ...clock, ...place, dst])
}

/** What `isocalendar()` gives. */
export function isoCalendarDate(iso: { year: number; week: number; weekday: number }): NamedTuple {
  const items = [iso.year, iso.week, iso.weekday]
  return new NamedTuple('datetime.IsoCalendarDate', ['year', 'week', 'weekday'], items)
}

import { defineMethods } from '../arguments.ts'
import { type BinaryOperator, type HashKey, Host, type Methods, PythonError, type Value } from '../types.ts'
import {
  type CalendarDay,
  calendarDay,
  checkDays,
  dateText,
  daysOf,
  EPOCH_ORDINAL,
  isoWeek,
  weekdayOf,
} from './calendar.ts'
import { TimeDelta } from './delta.ts'
import { isoCalendarDate, structTime } from './named.ts'
import { intOr, textArgument } from './read.ts'
import { MONTHS, strftime, WEEKDAYS } from './strftime.ts'

/** Python's `date`. */
export class DateOnly extends Host {
  /** Days since 1970-01-01. */
  readonly days: number
  #civil: CalendarDay | undefined

  constructor(days: number) {
    super()
    this.days = days
  }

  /** ValueError if there is no such date. */
  static of(year: number, month: number, day: number): DateOnly {
    return new DateOnly(daysOf(year, month, day))
  }

  get typeName(): string {
    return 'datetime.date'
  }

  get civil(): CalendarDay {
    this.#civil ??= calendarDay(this.days)
    return this.#civil
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    return name === 'year' || name === 'month' || name === 'day' ? this.civil[name] : undefined
  }

  override repr(): string {
    const { year, month, day } = this.civil
    return `datetime.date(${year}, ${month}, ${day})`
  }

  override toText(): string {
    return dateText(this.civil)
  }

  override format(spec: string): string {
    return spec === '' ? this.toText() : this.strftime(spec)
  }

  strftime(pattern: string): string {
    return strftime(pattern, {
      days: this.days,
      rest: 0,
      offset: nothing,
      zone: nothing,
      summer: () => false,
    })
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof DateOnly ? this.days === other.days : undefined
  }

  override compare(other: Value): number | undefined {
    if (other instanceof DateOnly) return this.days - other.days
    if (!(other instanceof Host && other.typeName === 'datetime.datetime')) return undefined
    throw new PythonError('TypeError', "can't compare datetime.datetime to datetime.date")
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (other instanceof TimeDelta && (operator === '+' || (operator === '-' && !reflected))) {
      const days = operator === '+' ? other.days : -other.days
      return new DateOnly(checkDays(this.days + days))
    }
    if (operator === '-' && other instanceof DateOnly && !reflected)
      return new TimeDelta(this.days - other.days, 0)
    return undefined
  }

  override hashKey(): HashKey {
    return `\0D${this.days}`
  }
}

const nothing = (): string => ''

const METHODS = defineMethods<DateOnly>('datetime.date', {
  'isoformat()': (date) => dateText(date.civil),
  'strftime(format)': (date, pattern) => date.strftime(textArgument(pattern, 'strftime')),
  'weekday()': (date) => weekdayOf(date.days),
  'isoweekday()': (date) => weekdayOf(date.days) + 1,
  'isocalendar()': (date) => isoCalendarDate(isoWeek(date.days)),
  'toordinal()': (date) => date.days + EPOCH_ORDINAL,
  'ctime()': (date) => ctime(date.days, '00:00:00'),
  'timetuple()': (date) => structTime(date.days, 0, -1),
  'replace(year?, month?, day?)': (date, year, month, day) => {
    const { civil } = date
    return DateOnly.of(intOr(year, civil.year), intOr(month, civil.month), intOr(day, civil.day))
  },
})

/** `Sun Jan  5 00:00:00 2025`. */
export function ctime(days: number, time: string): string {
  const { year, month, day } = calendarDay(days)
  const names = `${WEEKDAYS[weekdayOf(days)]!.slice(0, 3)} ${MONTHS[month - 1]!.slice(0, 3)}`
  return `${names} ${String(day).padStart(2)} ${time} ${String(year).padStart(4, '0')}`
}

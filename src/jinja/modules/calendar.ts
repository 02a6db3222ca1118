import { DAY, daysFromCivil, daysInMonth, SECOND, weekday } from '../../kernel/index.ts'
import { MONTHS, WEEKDAYS } from '../python/datetime/strftime.ts'
import { defineFunction, PythonError, Tuple, type Value } from '../python/ops.ts'
import { Namespace } from './native.ts'
import { index } from './read.ts'
import { wallOf } from './time.ts'

const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3))

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** 0 = Monday … 6 = Sunday. */
function dayOfWeek(year: number, month: number, day: number): number {
  return (weekday(daysFromCivil(year, month, day) * DAY) + 6) % 7
}

function checkedMonth(month: Value): number {
  const number = index(month)
  if (number >= 1 && number <= 12) return number
  throw new PythonError('IllegalMonthError', `bad month number ${number}; must be 1-12`)
}

/** Leap years before a year. */
function leapsBefore(year: number): number {
  const y = year - 1
  return Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
}

/** Weeks from Monday; days outside the month are 0. */
function monthDays(year: number, month: number): number[][] {
  const blank = dayOfWeek(year, month, 1)
  const days = daysInMonth(year, month)
  const weeks = Math.ceil((blank + days) / 7)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, i) => {
      const day = week * 7 + i - blank + 1
      return day >= 1 && day <= days ? day : 0
    }),
  )
}

const NAMES = short(WEEKDAYS).map((name) => name.slice(0, 2))

/** Python's `str.center`. */
function center(text: string, width: number): string {
  const missing = Math.max(0, width - text.length)
  const left = (missing >> 1) + (missing & width & 1)
  return ' '.repeat(left) + text + ' '.repeat(missing - left)
}

/** A month as `calendar.month` prints it. */
function monthText(year: number, month: number): string {
  const title = `${MONTHS[month - 1]} ${year}`
  const rows = monthDays(year, month).map((week) =>
    week.map((day) => (day === 0 ? '  ' : String(day).padStart(2))).join(' '),
  )
  return `${[center(title, 20), NAMES.join(' '), ...rows].map((line) => line.trimEnd()).join('\n')}\n`
}

/** Python's `calendar`. */
export const calendarModule = new Namespace('calendar', {
  timegm: defineFunction('timegm(tuple)', (t) => {
    const { days, rest } = wallOf(t)
    return (days * DAY + rest) / SECOND
  }),
  isleap: defineFunction('isleap(year)', (year) => isLeap(index(year))),
  leapdays: defineFunction(
    'leapdays(y1, y2)',
    (from, to) => leapsBefore(index(to)) - leapsBefore(index(from)),
  ),
  weekday: defineFunction('weekday(year, month, day)', (year, month, day) =>
    dayOfWeek(index(year), checkedMonth(month), index(day)),
  ),
  monthrange: defineFunction('monthrange(year, month)', (year, month) => {
    const [y, m] = [index(year), checkedMonth(month)]
    return new Tuple([dayOfWeek(y, m, 1), daysInMonth(y, m)])
  }),
  monthcalendar: defineFunction('monthcalendar(year, month)', (year, month) =>
    monthDays(index(year), checkedMonth(month)),
  ),
  month: defineFunction('month(theyear, themonth, w?, l?)', (year, month) =>
    monthText(index(year), checkedMonth(month)),
  ),
  weekheader: defineFunction('weekheader(n)', (width) => {
    const n = index(width)
    return (n >= 9 ? WEEKDAYS : short(WEEKDAYS))
      .map((name) => name.slice(0, n))
      .map((name) => center(name, n))
      .join(' ')
  }),
  day_name: [...WEEKDAYS],
  day_abbr: short(WEEKDAYS),
  month_name: ['', ...MONTHS],
  month_abbr: ['', ...short(MONTHS)],
  ...Object.fromEntries(WEEKDAYS.map((name, i) => [name.toUpperCase(), i])),
})

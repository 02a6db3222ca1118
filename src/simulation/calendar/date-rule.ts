import { DAY, daysFromCivil, daysInMonth, weekday } from '../../kernel/index.ts'

/** The day (since 1970-01-01) that a rule means in a year; undefined in a year that has none. */
export type DateRule = (year: number) => number | undefined

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const
/** Monday first. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const NTH: Readonly<Record<string, number>> = {
  ...{ '1st': 1, '2nd': 2, '3rd': 3, '4th': 4, '5th': 5 },
  ...{ first: 1, second: 2, third: 3, fourth: 4, fifth: 5 },
}

/** How a date rule may be written. */
export const DATE_RULES =
  '2024-05-01, 05-01 (every year), "4th thursday of november", "last monday of may" or easter'

/** Reads a rule; undefined if it is none. */
export function readDateRule(text: string): DateRule | undefined {
  const rule = text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  if (rule === 'easter') return easterSunday
  const date = /^(?:(\d{4})-)?(\d\d)-(\d\d)$/.exec(rule)
  if (date) return fixedDate(date[1], Number(date[2]), Number(date[3]))
  const nth = /^(\w+) (\w+) (?:of|in) (\w+)$/.exec(rule)
  if (!nth) return undefined
  const count = nth[1] === 'last' ? 0 : NTH[nth[1]!]
  const day = WEEKDAYS.indexOf(nth[2] as (typeof WEEKDAYS)[number])
  const month = MONTHS.indexOf(nth[3] as (typeof MONTHS)[number]) + 1
  if (count === undefined || day < 0 || month === 0) return undefined
  return (year) => nthWeekday(year, month, day, count)
}

/** The 29th of February is a date of leap years only. */
function fixedDate(year: string | undefined, month: number, day: number): DateRule | undefined {
  const sample = year === undefined ? 2024 : Number(year)
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(sample, month)) return undefined
  return (asked) =>
    (year !== undefined && asked !== sample) || day > daysInMonth(asked, month)
      ? undefined
      : daysFromCivil(asked, month, day)
}

/** The n-th weekday (0 = Monday) of a month; n = 0: the last. */
function nthWeekday(year: number, month: number, day: number, n: number): number | undefined {
  const first = daysFromCivil(year, month, 1)
  const length = daysInMonth(year, month)
  const offset = (day - weekdayOf(first) + 7) % 7
  const found = n === 0 ? offset + 7 * Math.floor((length - 1 - offset) / 7) : offset + 7 * (n - 1)
  return found < length ? first + found : undefined
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(day: number): number {
  return (weekday(day * DAY) + 6) % 7
}

/** Western Easter by the algorithm of Meeus, Jones and Butcher (Meeus, «Astronomical Algorithms», 1991). */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return daysFromCivil(year, Math.floor(n / 31), (n % 31) + 1)
}

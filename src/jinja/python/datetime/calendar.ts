import { DAY, daysFromCivil, daysInMonth, HOUR, MINUTE, SECOND, toCivil } from '../../../kernel/index.ts'
import { PythonError } from '../types.ts'

/** A date's place: year 1–9999, month and day from 1. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days from 0001-01-01, which has the ordinal 1, to 1970-01-01. */
export const EPOCH_ORDINAL = 719_163

const FIRST_DAY = daysFromCivil(1, 1, 1)
const LAST_DAY = daysFromCivil(9999, 12, 31)

function fail(message: string): never {
  throw new PythonError('ValueError', message)
}

/** Days since 1970-01-01 of a date; ValueError if there is no such date. */
export function daysOf(year: number, month: number, day: number): number {
  if (!(year >= 1 && year <= 9999)) fail(`year ${year} is out of range`)
  if (!(month >= 1 && month <= 12)) fail('month must be in 1..12')
  if (!(day >= 1 && day <= daysInMonth(year, month))) fail('day is out of range for month')
  return daysFromCivil(year, month, day)
}

let lastDays = Number.NaN
let lastDay: CalendarDay = { year: 1970, month: 1, day: 1 }

/**
 * The date of a day; whole days are exact in a double for all of year 1–9999. The last answer is kept, as most
 * events in a row lie on one day.
 */
export function calendarDay(days: number): CalendarDay {
  if (days !== lastDays) {
    lastDay = toCivil(days * DAY)
    lastDays = days
  }
  return lastDay
}

/** OverflowError unless the day lies in year 1–9999. */
export function checkDays(days: number): number {
  if (days >= FIRST_DAY && days <= LAST_DAY) return days
  throw new PythonError('OverflowError', 'date value out of range')
}

/** Microseconds of the day of a time; ValueError if there is no such time. */
export function restOf(hour: number, minute: number, second: number, microsecond: number): number {
  if (!(hour >= 0 && hour < 24)) fail('hour must be in 0..23')
  if (!(minute >= 0 && minute < 60)) fail('minute must be in 0..59')
  if (!(second >= 0 && second < 60)) fail('second must be in 0..59')
  if (!(microsecond >= 0 && microsecond < SECOND)) fail('microsecond must be in 0..999999')
  return hour * HOUR + minute * MINUTE + second * SECOND + microsecond
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7
}

/** 1–366. */
export function dayOfYear(days: number, year: number): number {
  return days - daysFromCivil(year, 1, 1) + 1
}

/** ISO 8601 year, week and weekday (1 = Monday). */
export function isoWeek(days: number): {
  readonly year: number
  readonly week: number
  readonly weekday: number
} {
  const weekday = weekdayOf(days)
  // The week belongs to the year of its Thursday.
  const thursday = days - weekday + 3
  const { year } = toCivil(thursday * DAY)
  return { year, week: Math.floor((dayOfYear(thursday, year) - 1) / 7) + 1, weekday: weekday + 1 }
}

/** Days since 1970-01-01 of an ISO week's day; ValueError if there is no such week. */
export function daysOfIsoWeek(year: number, week: number, weekday: number): number {
  if (!(year >= 1 && year <= 9999)) fail(`Year is out of range: ${year}`)
  const fourth = daysFromCivil(year, 1, 4)
  const monday = fourth - weekdayOf(fourth) + (week - 1) * 7
  if (!(week >= 1 && week <= 53) || isoWeek(monday).year !== year) fail(`Invalid week: ${week}`)
  if (!(weekday >= 1 && weekday <= 7)) fail(`Invalid weekday: ${weekday} (range is [1, 7])`)
  return monday + weekday - 1
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** `00` to `99`. */
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, value) => pad(value, 2))

/** 0–99 as two digits. */
export function twoDigits(value: number): string {
  return TWO_DIGITS[value]!
}

let datedDays = Number.NaN
let datedText = ''

/** `2024-01-31`, of days since 1970-01-01. The last answer is kept. */
export function dayText(days: number): string {
  if (days !== datedDays) {
    datedText = dateText(calendarDay(days))
    datedDays = days
  }
  return datedText
}

/** `2024-01-31`. */
export function dateText({ year, month, day }: CalendarDay): string {
  return `${year < 1000 ? pad(year, 4) : year}-${twoDigits(month)}-${twoDigits(day)}`
}

const PRECISIONS = ['hours', 'minutes', 'seconds', 'milliseconds', 'microseconds']

/** `000` to `999`; made when first asked for. */
let threeDigits: readonly string[] | undefined

/** 0–999999 as six digits. */
export function sixDigits(value: number): string {
  threeDigits ??= Array.from({ length: 1000 }, (_, each) => pad(each, 3))
  const high = Math.floor(value / 1000)
  return threeDigits[high]! + threeDigits[value - high * 1000]!
}

let clockMinute = Number.NaN
let clockText = ''

/** `13:05:07`, and the microseconds if there are any. The hour and the minute of the last answer are kept. */
function autoTimeText(rest: number): string {
  const minute = Math.floor(rest / MINUTE)
  if (minute !== clockMinute) {
    const hour = Math.floor(minute / 60)
    clockText = `${twoDigits(hour)}:${twoDigits(minute - hour * 60)}:`
    clockMinute = minute
  }
  const left = rest - minute * MINUTE
  const second = Math.floor(left / SECOND)
  const micros = left - second * SECOND
  const text = clockText + twoDigits(second)
  return micros === 0 ? text : `${text}.${sixDigits(micros)}`
}

/** `13:05:07.000250` to the precision that `isoformat(timespec=…)` names. */
export function timeText(rest: number, timespec = 'auto'): string {
  if (timespec === 'auto') return autoTimeText(rest)
  if (!PRECISIONS.includes(timespec)) fail('Unknown timespec value')
  const seconds = Math.floor(rest / SECOND)
  const micros = rest - seconds * SECOND
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const hour = twoDigits(hours)
  if (timespec === 'hours') return hour
  const minute = `${hour}:${twoDigits(minutes - hours * 60)}`
  if (timespec === 'minutes') return minute
  const second = `${minute}:${twoDigits(seconds - minutes * 60)}`
  if (timespec === 'seconds') return second
  if (timespec === 'milliseconds') return `${second}.${pad(Math.floor(micros / 1000), 3)}`
  return `${second}.${sixDigits(micros)}`
}

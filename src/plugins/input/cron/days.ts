import { DAY, daysFromCivil, daysInMonth, type Rng, toCivil, weekday } from '../../../kernel/index.ts'
import type { Cron } from './expression.ts'
import { DAY_OF_MONTH, DAY_OF_WEEK, fieldValues, itemValues, refused } from './field.ts'

/** Which days match; a null side is unrestricted. Where both are restricted, either is enough. */
export interface DayRule {
  readonly ofMonth: { readonly days: ReadonlySet<number>; readonly last: boolean } | null
  readonly ofWeek: {
    readonly weekdays: ReadonlySet<number>
    /** `[weekday, n]`: the n-th such weekday of the month; n = 0: the last. */
    readonly nth: readonly (readonly [number, number])[]
  } | null
}

/** `*`, `?`, or a list that may hold `l`, the last day of the month. */
export function readDayOfMonth(text: string, rng: Rng): DayRule['ofMonth'] {
  if (text === '*' || text === '?') return null
  const items = text.split(',')
  const numbers = items.filter((item) => item !== 'l')
  const days = numbers.length > 0 ? fieldValues(DAY_OF_MONTH, numbers.join(','), rng) : new Set<number>()
  return { days, last: numbers.length < items.length }
}

/** `*`, `?`, or a list that may hold `l5`, the last Friday of the month, and `5#3`, the third. */
export function readDayOfWeek(text: string, rng: Rng): DayRule['ofWeek'] {
  if (text === '*' || text === '?') return null
  const weekdays = new Set<number>()
  const nth: [number, number][] = []
  for (const item of text.split(',')) {
    const last = /^l(\d)$/.exec(item)
    const counted = /^([^#]+)#(\d+)$/.exec(item)
    if (last) nth.push([itemValues(DAY_OF_WEEK, last[1]!, rng)[0]!, 0])
    else if (counted) {
      const n = Number(counted[2])
      if (n < 1 || n > 5) throw refused(DAY_OF_WEEK, item, 'does not count from 1 to 5')
      for (const day of itemValues(DAY_OF_WEEK, counted[1]!, rng)) nth.push([day, n])
    } else for (const day of itemValues(DAY_OF_WEEK, item, rng)) weekdays.add(day)
  }
  return { weekdays, nth }
}

/** Does any of the months have one of the days? 30 February has not. */
export function isPossible({ ofMonth, ofWeek }: DayRule, months: ReadonlySet<number>): boolean {
  if (ofMonth === null || ofWeek !== null || ofMonth.last) return true
  return [...months].some((month) => [...ofMonth.days].some((day) => day <= daysInMonth(2024, month)))
}

/** The matching days from one to another, both included, ascending, as days since the epoch. */
export function* matchingDays(cron: Cron, from: number, to: number): Generator<number, undefined> {
  const first = toCivil(from * DAY)
  const last = toCivil(to * DAY)
  for (let year = first.year; year <= last.year; year++) {
    if (cron.years && !cron.years.has(year)) continue
    for (let month = 1; month <= 12; month++) {
      if (!cron.months.has(month)) continue
      const start = daysFromCivil(year, month, 1)
      const length = daysInMonth(year, month)
      if (start + length <= from || start > to) continue
      for (let day = 1; day <= length; day++) {
        const number = start + day - 1
        if (number >= from && number <= to && matches(cron.days, number, day, length)) yield number
      }
    }
  }
}

function matches({ ofMonth, ofWeek }: DayRule, number: number, day: number, length: number): boolean {
  if (ofMonth === null && ofWeek === null) return true
  if (ofMonth !== null && (ofMonth.days.has(day) || (ofMonth.last && day === length))) return true
  if (ofWeek === null) return false
  const today = weekday(number * DAY)
  if (ofWeek.weekdays.has(today)) return true
  return ofWeek.nth.some(
    ([which, n]) => which === today && (n === 0 ? day + 7 > length : Math.ceil(day / 7) === n),
  )
}

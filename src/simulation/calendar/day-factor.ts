import { DAY, toCivil } from '../../kernel/index.ts'
import { weekdayOf } from './date-rule.ts'

/** How much happens on a day (since 1970-01-01), as a factor ≥ 0. */
export type DayFactor = (day: number) => number

export interface DayTables {
  /** Monday first. */
  readonly weekdays: readonly number[]
  /** Days 1–7, 8–14, 15–21, 22 and later. */
  readonly weeksOfMonth: readonly number[]
  /** January first. */
  readonly months: readonly number[]
  readonly event: DayFactor
}

/** The product of the factors of the weekday, the week of the month, the month and the day's event. */
export function dayFactor({ weekdays, weeksOfMonth, months, event }: DayTables): DayFactor {
  let last = Number.NaN
  let factor = 0
  return (day) => {
    if (day !== last) {
      const date = toCivil(day * DAY)
      const week = Math.min(3, Math.floor((date.day - 1) / 7))
      factor = weekdays[weekdayOf(day)]! * weeksOfMonth[week]! * months[date.month - 1]! * event(day)
      last = day
    }
    return factor
  }
}

import * as z from 'zod'
import { MONTHS, WEEKDAYS } from './date-rule.ts'
import type { DayTables } from './day-factor.ts'
import { calendarEvent } from './events.ts'
import retailUs from './retail-us.json' with { type: 'json' }

const WEEKS = ['days_1_to_7', 'days_8_to_14', 'days_15_to_21', 'days_22_to_31'] as const

function factors<K extends string>(names: readonly K[], what: string) {
  const factor = z.number().min(0).describe(`How many times as much happens on ${what}.`)
  return z.strictObject(Object.fromEntries(names.map((name) => [name, factor])) as Record<K, typeof factor>)
}

function hourWindow() {
  return z.strictObject({
    from: z.int().min(0).max(23).describe('First hour.'),
    to: z.int().min(1).max(24).describe('The hour in which it is over; before "from": on past midnight.'),
    share: z.number().min(0).describe('Its part of the day, in proportion to the others.'),
  })
}

/** A data file that says how much happens on which day, and at which hours. */
export function dailyProfileSchema() {
  return z.strictObject({
    description: z.string().optional().describe('For people.'),
    weekdays: factors(WEEKDAYS, 'such a day of the week').describe('By the day of the week.'),
    weeks_of_month: factors(WEEKS, 'such a day of the month').describe('By the week of the month.'),
    months: factors(MONTHS, 'a day of that month').describe('By the month.'),
    season: z.string().optional().describe('The name of the event whose factor an input may set.'),
    events: z.array(calendarEvent()).describe('Holidays, sales and seasons.'),
    hours: z
      .array(hourWindow())
      .refine((windows) => windows.some(({ share }) => share > 0), { message: 'one share must be above 0' })
      .refine((windows) => new Set(windows.flatMap(hoursOf)).size === windows.flatMap(hoursOf).length, {
        message: 'no hour may lie in two windows',
      })
      .describe('When in the day: windows, each with its share.'),
  })
}

export type DailyProfile = z.output<ReturnType<typeof dailyProfileSchema>>

/** The profiles that ship with eventloom. */
const SHIPPED = { 'retail-us': retailUs } as const
export const DAILY_PROFILES = Object.keys(SHIPPED) as (keyof typeof SHIPPED)[]

export function dailyProfile(name: keyof typeof SHIPPED): DailyProfile {
  return dailyProfileSchema().parse(SHIPPED[name])
}

/** The tables of a profile in the order of the calendar: Monday first, January first. */
export function profileTables({ weekdays, weeks_of_month, months }: DailyProfile): Omit<DayTables, 'event'> {
  return {
    weekdays: WEEKDAYS.map((day) => weekdays[day]),
    weeksOfMonth: WEEKS.map((week) => weeks_of_month[week]),
    months: MONTHS.map((month) => months[month]),
  }
}

/** The share of each of the 24 hours; they add up to 1. */
export function hourShares({ hours }: Pick<DailyProfile, 'hours'>): number[] {
  const shares = new Array<number>(24).fill(0)
  const total = hours.reduce((sum, { share }) => sum + share, 0)
  for (const each of hours) {
    const covered = hoursOf(each)
    for (const hour of covered) shares[hour]! += each.share / total / covered.length
  }
  return shares
}

function hoursOf({ from, to }: z.output<ReturnType<typeof hourWindow>>): number[] {
  const length = to > from ? to - from : to + 24 - from
  return Array.from({ length }, (_, i) => (from + i) % 24)
}

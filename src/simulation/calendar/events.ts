import * as z from 'zod'
import { DAY, moment, toCivil } from '../../kernel/index.ts'
import { DATE_RULES, readDateRule } from './date-rule.ts'

/** YAML reads an unquoted date as one, which `moment` turns back into text. */
function dateRule() {
  return moment()
    .transform(String)
    .refine((text) => readDateRule(text) !== undefined, { message: `is no date; write ${DATE_RULES}` })
}

/** Days on which more or less happens than on others: in data files and in the options of plugins alike. */
export function calendarEvent() {
  return z.strictObject({
    name: z.string().optional().describe('What people call it.'),
    date: dateRule().describe(`The day: ${DATE_RULES}.`),
    to: dateRule()
      .optional()
      .describe('The last day, if it is not the first; in the next year if it lies before that.'),
    days: z
      .tuple([z.int().min(-366).max(366), z.int().min(-366).max(366)])
      .refine(([first, last]) => first <= last, { message: 'the first must not lie behind the last' })
      .default([0, 0])
      .describe('First and last day counted from there: [-3, 1] is from three days before to the day after.'),
    factor: z.number().min(0).describe('How many times as much happens.'),
  })
}

export type CalendarEvent = z.output<ReturnType<typeof calendarEvent>>

/** Days first … last with a factor. */
export type FactorSpan = readonly [first: number, last: number, factor: number]
/** The spans that belong to a year; they may reach into those beside it. */
export type SpansOfYear = (year: number) => Iterable<FactorSpan>

export function spansOf(events: readonly CalendarEvent[]): SpansOfYear {
  const rules = events.map((event) => ({
    ...event,
    date: readDateRule(event.date)!,
    to: event.to === undefined ? undefined : readDateRule(event.to)!,
  }))
  return function* (year) {
    for (const { date, to, days, factor } of rules) {
      const first = date(year)
      if (first === undefined) continue
      let last = to ? to(year) : first
      if (last !== undefined && last < first) last = to!(year + 1)
      if (last !== undefined) yield [first + days[0], last + days[1], factor]
    }
  }
}

/**
 * The factor of a day on which several events may fall: the least of those below 1, if there are any, else the
 * greatest; 1 on a day without events.
 */
export function eventFactors(spans: SpansOfYear): (day: number) => number {
  const years = new Map<number, ReadonlyMap<number, number>>()
  return (day) => {
    const { year } = toCivil(day * DAY)
    let known = years.get(year)
    if (known === undefined) {
      known = factorsOf([year - 1, year, year + 1].flatMap((each) => [...spans(each)]))
      years.set(year, known)
    }
    return known.get(day) ?? 1
  }
}

function factorsOf(spans: readonly FactorSpan[]): Map<number, number> {
  const factors = new Map<number, number>()
  for (const [first, last, factor] of spans) {
    for (let day = first; day <= last; day++) {
      const before = factors.get(day)
      factors.set(day, before === undefined ? factor : stronger(before, factor))
    }
  }
  return factors
}

function stronger(a: number, b: number): number {
  return a < 1 || b < 1 ? Math.min(a, b) : Math.max(a, b)
}

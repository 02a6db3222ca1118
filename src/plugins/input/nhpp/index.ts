import * as z from 'zod'
import { defineInput, invalidOption } from '../../../kernel/index.ts'
import {
  calendarEvent,
  dayFactor,
  eventFactors,
  hourlyShape,
  knottedShape,
  nhppInstants,
  peakHours,
  spansOf,
} from '../../../simulation/index.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { holidaySpans, holidays } from '../holidays.ts'
import { perSecond, rate } from '../rate.ts'

const factor = z.number().min(0)

function factors(length: number) {
  return z.array(factor).length(length)
}

const knot = z.strictObject({
  hour: z.number().min(0).lt(24).describe('Hour of the day: 8.5 is half past eight.'),
  factor: factor.describe('The factor at that time; in between it runs in a line.'),
})

const options = z.strictObject({
  rate: rate().describe('Events per second where all factors are 1, or so many in a time.'),
  hours: z
    .union([factors(24), z.literal('peak-hours')])
    .optional()
    .describe("A factor for each hour of the day from midnight on, or `peak-hours`, a shop's day."),
  peak_hours: z
    .array(z.int().min(0).max(23))
    .default([12, 19])
    .describe('The hours of `peak-hours` whose factor is 5.'),
  knots: z
    .array(knot)
    .min(1)
    .refine((knots) => knots.every(({ hour }, i) => i === 0 || hour > knots[i - 1]!.hour), {
      message: 'hours must ascend',
    })
    .optional()
    .describe('Factors at points of the day, joined by lines, in place of hours.'),
  weekdays: factors(7)
    .default(new Array(7).fill(1))
    .describe('A factor for each day of the week, Monday first.'),
  months: factors(12).default(new Array(12).fill(1)).describe('A factor for each month.'),
  holidays: holidays().optional(),
  events: z
    .array(calendarEvent())
    .default([])
    .describe(
      'Days with factors of their own. Of several on one day, the least below 1 counts, else the greatest.',
    ),
  ...arrivalOptions,
})

export default defineInput({
  name: 'nhpp',
  title: 'Arrivals by clock and calendar',
  summary:
    'Timestamps of a Poisson process whose rate follows the time of day, the day of the week, the month and holidays, in the generator’s zone.',
  options,
  examples: [
    {
      title: 'A shop: quiet at night, busy at noon and in the evening',
      options: { rate: 3, hours: 'peak-hours' },
    },
    {
      title: 'A smooth day, half as much at the weekend, hardly anything on holidays',
      options: {
        rate: { events: 600, per: '1m' },
        knots: [
          { hour: 4, factor: 0.1 },
          { hour: 10.5, factor: 1 },
          { hour: 15, factor: 0.8 },
          { hour: 20, factor: 1.2 },
        ],
        weekdays: [1, 1, 1, 1, 1, 0.5, 0.5],
        holidays: { country: 'DE', state: 'BY', factor: 0.2 },
      },
    },
    {
      title: 'A year with a summer break and a sale',
      options: {
        rate: { events: 20_000, per: '1d' },
        months: [1, 1, 1, 1, 1, 1, 0.7, 0.6, 1, 1, 1.2, 1.5],
        events: [{ name: 'sale', date: '4th thursday of november', days: [1, 4], factor: 3 }],
        start: '2024-01-01',
        end: '2025-01-01',
      },
    },
  ],
  async open({ rate, hours, peak_hours, knots, weekdays, months, holidays, events, ...written }, context) {
    if (hours !== undefined && knots !== undefined)
      throw invalidOption('knots', 'hours already say how the day goes', 'remove one of the two')
    const table = hours === 'peak-hours' ? peakHours(peak_hours) : (hours ?? new Array<number>(24).fill(1))
    const spans = [spansOf(events), ...(holidays ? [await holidaySpans(holidays)] : [])]
    const shape = knots ? knottedShape(knots) : hourlyShape(table)
    const greatestDay = Math.max(...weekdays) * Math.max(...months)
    if (greatestDay === 0 || shape.every(({ begin, end }) => begin === 0 && end === 0)) {
      throw invalidOption(
        'rate',
        'all hours, weekdays or months have the factor 0',
        'give one a factor above 0',
      )
    }
    const intensity = {
      rate: perSecond(rate),
      shape,
      day: dayFactor({
        weekdays,
        weeksOfMonth: [1, 1, 1, 1],
        months,
        event: eventFactors((year) => spans.flatMap((each) => [...each(year)])),
      }),
      greatestDay: greatestDay * Math.max(1, holidays?.factor ?? 0, ...events.map(({ factor }) => factor)),
      zone: context.zone,
    }
    return arrivals(written, context, (span, from) => nhppInstants(context.rng, intensity, span, from))
  },
})

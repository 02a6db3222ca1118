import * as z from 'zod'
import { defineInput } from '../../../kernel/index.ts'
import { calendarEvent, dailyInstants } from '../../../simulation/index.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { holidaySpans, holidays } from '../holidays.ts'
import { dailyVolume, readProfile, withSeason } from './profile.ts'

const options = z.strictObject({
  volume: z.int().min(1).max(86_400_000_000).describe('Events on a day whose factors are all 1.'),
  profile: z
    .string()
    .default('retail-us')
    .describe(
      'The factors of days and the shares of hours: `retail-us`, or a JSON or YAML file of that form.',
    ),
  weekend_multiplier: z
    .number()
    .min(0.1)
    .max(5)
    .optional()
    .describe("Saturday's factor, Sunday's in proportion; by default those of the profile (0.85 and 0.7)."),
  seasonal_multiplier: z
    .number()
    .min(0.1)
    .max(5)
    .optional()
    .describe("The factor of the profile's season; by default its own (1.2, of Christmas shopping)."),
  include_holiday_patterns: z.boolean().default(true).describe("Do the profile's events count?"),
  holidays: holidays().optional(),
  events: z
    .array(calendarEvent())
    .default([])
    .describe(
      "Days with factors of their own, beside the profile's. Of several on one day, the least below 1 counts, else the greatest.",
    ),
  variation: z
    .number()
    .min(0)
    .max(2)
    .default(0.1)
    .describe('How much days differ by chance: the standard deviation of the logarithm of their volume.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'calendar',
  title: 'Daily volumes',
  summary:
    'Timestamps of past or future days: how many on a day follows from its weekday, week of the month, month and events, when in the day from a table of hours.',
  options,
  examples: [
    {
      title: 'A year of orders, about a thousand a day',
      options: { volume: 1000, start: '2024-01-01', end: '2025-01-01' },
    },
    {
      title: 'German holidays and an own sale, weekends as busy as other days',
      options: {
        volume: 5000,
        include_holiday_patterns: false,
        weekend_multiplier: 1,
        holidays: { country: 'DE', factor: 0.2 },
        events: [
          { name: 'summer sale', date: '07-15', to: '07-28', factor: 1.8 },
          { name: 'Good Friday', date: 'easter', days: [-2, -2], factor: 0.1 },
        ],
        start: '2024-01-01',
        end: '2024-12-31T23:59:59',
      },
    },
  ],
  async open({ profile, holidays, volume, variation, events, ...written }, context) {
    const { weekend_multiplier: weekend, seasonal_multiplier: season, ...more } = written
    const { include_holiday_patterns: patterns, ...span } = more
    const read = withSeason(await readProfile(profile, context), season)
    const daily = dailyVolume(
      { profile: read, volume, variation, weekend, patterns, events },
      holidays ? [await holidaySpans(holidays)] : [],
      context.zone,
    )
    return arrivals(span, context, (range, from) => dailyInstants(context.rng, daily, range, from))
  },
})

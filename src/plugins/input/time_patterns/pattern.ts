import * as z from 'zod'
import { moment } from '../../../kernel/index.ts'

/** Microseconds of each unit. */
export const UNITS = {
  weeks: 604_800_000_000,
  days: 86_400_000_000,
  hours: 3_600_000_000,
  minutes: 60_000_000,
  seconds: 1_000_000,
  milliseconds: 1000,
  microseconds: 1,
} as const

const oscillator = z.strictObject({
  period: z
    .number()
    .gt(0)
    .describe('Length of a period. Whole days follow the calendar; others are elapsed time.'),
  unit: z.enum(Object.keys(UNITS) as (keyof typeof UNITS)[]).describe('Unit of the period.'),
  start: moment().describe('When the first period begins.'),
  end: moment().describe('When the pattern ends, relative to its start; never is allowed.'),
})

const multiplier = z.strictObject({
  ratio: z.int().min(1).describe('How many timestamps a period has on average, before randomizing.'),
})

const randomizer = z.strictObject({
  deviation: z.number().min(0).max(1).describe('Largest relative deviation of a period from the ratio.'),
  direction: z.enum(['decrease', 'increase', 'mixed']).describe('Which way a period may deviate.'),
  sampling: z
    .int()
    .min(16)
    .default(1024)
    .describe('Accepted for compatibility, without effect: every period draws its own factor.'),
})

const unit = z.number().min(0).max(1)

const uniform = z
  .strictObject({
    low: unit.lt(1).describe('Earliest position in the period, as a share of it.'),
    high: unit.gt(0).describe('Latest position in the period.'),
  })
  .refine(({ low, high }) => low < high, { message: '"low" must be less than "high"', path: ['high'] })

const triangular = z
  .strictObject({
    left: unit.lt(1).describe('Earliest position in the period, as a share of it.'),
    mode: unit.describe('Most frequent position.'),
    right: unit.gt(0).describe('Latest position.'),
  })
  .refine(({ left, mode, right }) => left <= mode && mode <= right && left < right, {
    message: 'must hold "left" ≤ "mode" ≤ "right" and "left" < "right"',
    path: ['mode'],
  })

const beta = z.strictObject({
  a: z.number().gt(0).describe('First shape; above 1, the greater the later.'),
  b: z.number().gt(0).describe('Second shape; above 1, the greater the earlier.'),
})

const spreader = z.discriminatedUnion('distribution', [
  z.strictObject({ distribution: z.literal('uniform'), parameters: uniform }),
  z.strictObject({ distribution: z.literal('triangular'), parameters: triangular }),
  z.strictObject({ distribution: z.literal('beta'), parameters: beta }),
])

/** What a pattern file says: how often, how many, how much that varies, and where in a period. */
export const patternSchema = z.strictObject({
  label: z.string().min(1).describe('Names the pattern, and with it its stream of random numbers.'),
  tags: z
    .array(z.string())
    .default([])
    .describe('Accepted for compatibility; the tags of the input are used.'),
  oscillator: oscillator.describe('Periods: how long, from when to when.'),
  multiplier: multiplier.describe('Timestamps in a period.'),
  randomizer: randomizer.describe('How that number varies from period to period.'),
  spreader: spreader.describe('How timestamps are spread over a period.'),
})

export type Pattern = z.output<typeof patternSchema>

import * as z from 'zod'
import { defineInput } from '../../../kernel/index.ts'
import { renewalGap, renewalInstants } from '../../../simulation/index.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { perSecond, rate } from '../rate.ts'

const shape = () =>
  z.number().min(0.05).max(1e6).describe('Below 1 bursty, 1 as Poisson, above 1 ever more regular.')

const gaps = z.discriminatedUnion('distribution', [
  z.strictObject({ distribution: z.literal('gamma').describe('Its shape.'), shape: shape() }),
  z.strictObject({ distribution: z.literal('weibull').describe('Its shape.'), shape: shape() }),
  z.strictObject({
    distribution: z.literal('lognormal').describe('Its shape.'),
    sigma: z.number().min(0).max(10).describe('Standard deviation of the logarithm of a gap.'),
  }),
  z.strictObject({
    distribution: z.literal('pareto').describe('Its shape.'),
    alpha: z
      .number()
      .gt(1)
      .max(1e6)
      .describe('Tail index: the smaller, the longer the longest gaps; no variance up to 2.'),
  }),
])

const options = z.strictObject({
  rate: rate().describe('Events per second on average, or so many in a time: one over the mean gap.'),
  gaps: gaps.describe('How gaps are distributed.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'renewal',
  title: 'Independent gaps',
  summary:
    'Timestamps whose gaps are drawn independently from a gamma, Weibull, lognormal or Pareto distribution.',
  options,
  examples: [
    {
      title: 'A machine that takes nearly the same time for every piece',
      options: { rate: { events: 30, per: '1m' }, gaps: { distribution: 'gamma', shape: 20 } },
    },
    {
      title: 'A person who works in fits and starts',
      options: { rate: { events: 200, per: '1d' }, gaps: { distribution: 'lognormal', sigma: 1.8 } },
    },
    {
      title: 'Heavy-tailed gaps',
      options: { rate: 5, gaps: { distribution: 'pareto', alpha: 1.5 }, count: 10_000 },
    },
  ],
  open({ rate, gaps, ...written }, context) {
    const gap = renewalGap(perSecond(rate), gaps)
    return arrivals(written, context, (span) => renewalInstants(context.rng.fork('gaps'), gap, span))
  },
})

import * as z from 'zod'
import { defineInput } from '../../../kernel/index.ts'
import { burstGap, renewalInstants } from '../../../simulation/index.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { perSecond, rate } from '../rate.ts'

const options = z.strictObject({
  rate: rate().describe(
    'Events per second, or so many in a time, before bursts: gaps outside a burst follow 0.8 × this rate.',
  ),
  intensity: z
    .number()
    .min(1)
    .max(10)
    .default(2)
    .describe('How much faster than the rate events come in a burst.'),
  probability: z.number().min(0).max(1).default(0.1).describe('The share of gaps that belong to a burst.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'burst',
  title: 'Bursts',
  summary: 'Timestamps whose gaps are now and then much shorter: a mixture of two exponential distributions.',
  options,
  examples: [
    { title: 'Ten events a second, a tenth of them in bursts', options: { rate: 10 } },
    {
      title: 'Long quiet and sharp bursts',
      options: { rate: { events: 60, per: '1h' }, intensity: 10, probability: 0.6 },
    },
  ],
  open({ rate, intensity, probability, ...written }, context) {
    const gap = burstGap({ rate: perSecond(rate), intensity, probability })
    return arrivals(written, context, (span) => renewalInstants(context.rng.fork('gaps'), gap, span))
  },
})

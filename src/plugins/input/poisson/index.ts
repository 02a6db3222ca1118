import * as z from 'zod'
import { defineInput } from '../../../kernel/index.ts'
import { poissonInstants } from '../../../simulation/index.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { perSecond, rate } from '../rate.ts'

const options = z.strictObject({
  rate: rate().describe('Events per second on average, or so many in a time.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'poisson',
  title: 'Poisson arrivals',
  summary:
    'Timestamps of independent events at a constant mean rate: many sources that know nothing of each other.',
  options,
  examples: [
    { title: 'Fifty events a second on average, endlessly', options: { rate: 50 } },
    {
      title: 'A thousand events, about twenty an hour',
      options: { rate: { events: 20, per: '1h' }, start: '2024-01-01', count: 1000 },
    },
  ],
  open: ({ rate, ...written }, context) =>
    arrivals(written, context, (span, from) => poissonInstants(context.rng, perSecond(rate), span, from)),
})

import * as z from 'zod'
import { defineInput } from '../../../kernel/index.ts'
import { uniformInstants } from '../../../simulation/index.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { rate } from '../rate.ts'

const options = z.strictObject({
  rate: rate().describe('Events per second, or so many in a time.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'uniform',
  title: 'Even arrivals',
  summary:
    'Timestamps at a constant rate, evenly spaced and without drift, the first one gap after the start.',
  options,
  examples: [
    { title: 'A hundred events a second, endlessly', options: { rate: 100 } },
    {
      title: 'Seven a day for a year',
      options: { rate: { events: 7, per: '1d' }, start: '2024-01-01', end: '2025-01-01' },
    },
  ],
  open: ({ rate, ...written }, context) =>
    arrivals(written, context, (span, from) => uniformInstants(rate, span, from)),
})

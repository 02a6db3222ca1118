import * as z from 'zod'
import { defineInput } from '../../../kernel/index.ts'
import { hawkesInstants } from '../../../simulation/index.ts'
import { duration } from '../../duration.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { perSecond, rate } from '../rate.ts'

const options = z.strictObject({
  rate: rate().describe(
    'Events per second on average, or so many in a time, those that others trigger included.',
  ),
  branching: z
    .number()
    .min(0)
    .check((context) => {
      if (context.value < 1) return
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: `each event would trigger ${context.value} others on average, so that the process never comes to rest; write a number below 1`,
      })
    })
    .describe('How many events each one triggers on average, below 1.'),
  memory: duration().describe('Mean time from an event to one that it triggers: seconds, or `1m30s`.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'hawkes',
  title: 'Self-exciting arrivals',
  summary:
    'Timestamps of events that trigger others, such as aftershocks, retries or shares: a Hawkes process with an exponential kernel.',
  options,
  examples: [
    {
      title: 'Twenty events a second, of which six in ten are triggered by another',
      options: { rate: 20, branching: 0.6, memory: '2s' },
    },
    {
      title: 'Rare incidents with long cascades of alerts',
      options: {
        rate: { events: 100, per: '1d' },
        branching: 0.9,
        memory: '5m',
        start: '2024-01-01',
        end: '+30d',
      },
    },
  ],
  open({ rate, branching, memory, ...written }, context) {
    const process = { rate: perSecond(rate), branching, memory }
    return arrivals(written, context, (span) => hawkesInstants(context.rng.fork('events'), process, span))
  },
})

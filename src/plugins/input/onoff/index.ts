import * as z from 'zod'
import { defineInput } from '../../../kernel/index.ts'
import { modulatedInstants, onOffPeriods } from '../../../simulation/index.ts'
import { duration } from '../../duration.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { perSecond, rate } from '../rate.ts'

const stay = () =>
  z.strictObject({
    mean: duration().describe('How long on average: seconds, or `1h30m`.'),
    alpha: z
      .number()
      .gt(1)
      .nullable()
      .default(null)
      .describe('Tail index of a heavy-tailed (Pareto) length; null is exponential.'),
  })

const options = z.strictObject({
  rate: rate().describe('Events per second while on, or so many in a time.'),
  active: stay().describe('How long the source stays on.'),
  idle: stay().describe('How long it stays off.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'onoff',
  title: 'On and off',
  summary:
    'Timestamps of a source that is on, at a constant mean rate, and off in turn. Several heavy-tailed ones together are self-similar traffic.',
  options,
  examples: [
    {
      title: 'Voice: talk and silence',
      options: { rate: 50, active: { mean: '350ms' }, idle: { mean: '650ms' } },
    },
    {
      title: 'A user whose sessions and pauses are now and then very long',
      options: {
        rate: { events: 12, per: '1m' },
        active: { mean: '10m', alpha: 1.4 },
        idle: { mean: '2h', alpha: 1.2 },
        start: '2024-01-01',
        end: '+7d',
      },
    },
  ],
  open({ rate, active, idle, ...written }, context) {
    const source = { rate: perSecond(rate), active, idle }
    return arrivals(written, context, (span, from) =>
      modulatedInstants(context.rng, onOffPeriods(context.rng.fork('periods'), source), span, from),
    )
  },
})

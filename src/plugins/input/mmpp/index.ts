import * as z from 'zod'
import { defineInput, invalidOption } from '../../../kernel/index.ts'
import { markovPeriods, modulatedInstants } from '../../../simulation/index.ts'
import { duration } from '../../duration.ts'
import { arrivalOptions, arrivals } from '../arrivals.ts'
import { perSecond, rate } from '../rate.ts'
import { chainOf } from './chain.ts'

const state = z.strictObject({
  name: z.string().optional().describe('What people call it.'),
  rate: rate({ zero: true }).describe('Events per second in this state, or so many in a time; 0 is silence.'),
  stay: duration()
    .optional()
    .describe(
      'Mean time in this state, after which each of the others is equally likely; not with a generator.',
    ),
})

const options = z.strictObject({
  states: z.array(state).min(2).describe('The states, each with its rate.'),
  generator: z
    .array(z.array(z.number()))
    .optional()
    .describe('Rates of change from state (row) to state (column) per second; each row adds up to 0.'),
  ...arrivalOptions,
})

export default defineInput({
  name: 'mmpp',
  title: 'Markov-modulated arrivals',
  summary: 'Timestamps whose rate jumps between states, such as calm, busy and overloaded, at random times.',
  options,
  examples: [
    {
      title: 'Calm for ten minutes on average, busy for half a minute',
      options: {
        states: [
          { name: 'calm', rate: 2, stay: '10m' },
          { name: 'busy', rate: 50, stay: '30s' },
        ],
      },
    },
    {
      title: 'Three states with a generator matrix: overload is reached through busy only',
      options: {
        states: [{ rate: 1 }, { rate: 20 }, { rate: 200 }],
        generator: [
          [-0.01, 0.01, 0],
          [0.05, -0.06, 0.01],
          [0, 0.2, -0.2],
        ],
        start: '2024-01-01',
        end: '+1d',
      },
    },
  ],
  open({ states, generator, ...written }, context) {
    const rates = states.map(({ rate }) => perSecond(rate))
    if (rates.every((rate) => rate === 0))
      throw invalidOption('states', 'every state has the rate 0', 'give one a rate above 0')
    const chain = {
      rates,
      generator: chainOf(
        states.map(({ stay }) => stay),
        generator,
      ),
    }
    return arrivals(written, context, (span, from) =>
      modulatedInstants(context.rng, markovPeriods(context.rng.fork('periods'), chain), span, from),
    )
  },
})

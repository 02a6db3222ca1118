import * as z from 'zod'
import type { Parameter as Described } from '../../../kernel/index.ts'

const share = () => z.number().min(0).max(1)

export const options = z.strictObject({
  cards: z
    .int()
    .min(1)
    .max(10_000_000)
    .default(5_000)
    .describe('Cards in use. Each that is used takes some hundred bytes.'),
  merchants: z.int().min(100).default(2_000).describe('Shops, spread evenly over the cities.'),
  fraud_rate: share()
    .default(0.002)
    .describe(
      'Share of transactions that are fraud. Published shares are lower: about 0.03 % of the value in the euro area (European Central Bank, report on card fraud in 2021), 0.17 % of the transactions in the data set of the Université Libre de Bruxelles.',
    ),
  mimicry: share()
    .default(0)
    .describe(
      'Chance that a fraudulent transaction looks like one of the holder: amount, shop and place as usual.',
    ),
  online_rate: share().default(0.3).describe('Share of honest transactions that are made online.'),
  trip_rate: share()
    .default(0.002)
    .describe('Chance that an honest transaction begins a trip to another city.'),
  labels: z
    .enum(['delayed', 'immediate'])
    .default('delayed')
    .describe(
      'delayed: a transaction does not say whether it is fraud (null), and chargebacks follow days later as events of their own; immediate: each says it, and there are no chargebacks.',
    ),
  reported_rate: share()
    .default(0.9)
    .describe('Share of fraudulent transactions that are noticed and charged back.'),
  friendly_rate: share()
    .default(0.0002)
    .describe('Share of honest transactions that are charged back all the same: wrong labels.'),
  truth: z
    .boolean()
    .default(false)
    .describe('Also write into each record what kind of fraud it is and the number of its episode.'),
})

export type Settings = z.output<typeof options>

export const parameters = {
  fraud_rate: { description: 'More or fewer attacks of the same kinds.', moves: 'prior', range: [0, 0.5] },
  mimicry: {
    description: 'Fraud learns to look honest: the same features say less and less of it.',
    moves: 'concept',
    range: [0, 1],
  },
  online_rate: { description: 'Honest spending moves online.', moves: 'covariate', range: [0, 1] },
} as const satisfies Partial<Record<keyof Settings, Described>>

export type Parameter = keyof typeof parameters

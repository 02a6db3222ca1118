import * as z from 'zod'
import type { Parameter as Described } from '../../../kernel/index.ts'

const weight = (share: string) => z.number().min(0).default(0).describe(`Share of ${share}.`)

export const options = z.strictObject({
  max_customers: z
    .int()
    .min(1)
    .default(10_000)
    .describe('Customers who shop at a time: beyond that, those who came first stay away as new ones come.'),
  max_products: z.int().min(1).default(5_000).describe('Products on offer.'),
  max_payment_methods: z
    .int()
    .min(1)
    .default(20_000)
    .describe(
      'Taken for the sake of existing clients: payment methods are made anew each time, none is kept.',
    ),
  max_devices: z
    .int()
    .min(1)
    .default(15_000)
    .describe('Taken for the sake of existing clients: devices are made anew each time, none is kept.'),
  denormalize_entities: z
    .boolean()
    .default(true)
    .describe('Repeat the attributes of customer, product, device and payment method in each record.'),
  repeat_customer_rate: z
    .number()
    .min(0)
    .max(1)
    .default(0.7)
    .describe('Chance that a purchase is made by a customer who has bought before.'),
  bnpl_adoption_rate: z
    .number()
    .min(0)
    .max(1)
    .default(0.25)
    .describe('Chance that a customer has a second account with a provider, and the same again for a third.'),
  risk_scenario_weights: z
    .strictObject({
      low_risk_purchase: weight('planned purchases'),
      impulse_purchase: weight('impulse purchases'),
      credit_stretched: weight('customers near their limits'),
      high_risk_behavior: weight('hasty, suspicious purchases'),
    })
    .refine((weights) => Object.values(weights).some((each) => each > 0), 'some weight must be above 0')
    .default({
      low_risk_purchase: 0.6,
      impulse_purchase: 0.2,
      credit_stretched: 0.15,
      high_risk_behavior: 0.05,
    })
    .describe('How often each scenario happens, in proportion; one that is not named does not happen.'),
  economic_stress_factor: z
    .number()
    .min(-1)
    .max(3)
    .default(0)
    .describe(
      'State of the economy: 0 normal, 1 doubles the share of defaults and 2 doubles it again; −1 halves it.',
    ),
  base_default_rate: z
    .number()
    .min(0)
    .max(1)
    .default(0.03)
    .describe('Share of purchases that are not paid back when the economic stress is 0.'),
  risk_signal: z
    .number()
    .min(-1)
    .max(1)
    .default(1)
    .describe(
      'How much the risk score tells of default: 1 as modelled, 0 nothing, −1 the opposite. The share of defaults stays.',
    ),
  price_level: z.number().min(0.1).max(10).default(1).describe('Factor on all prices.'),
})

export type Settings = z.output<typeof options>

export const parameters = {
  economic_stress_factor: {
    description: 'A worsening economy: risk scores rise a little, defaults double with each unit.',
    moves: 'prior',
    range: [-1, 3],
  },
  base_default_rate: {
    description: 'More or fewer defaults while all that is seen of purchases stays.',
    moves: 'prior',
    range: [0, 1],
  },
  risk_signal: {
    description: 'The risk score tells less of default, or the opposite, while the share of defaults stays.',
    moves: 'concept',
    range: [-1, 1],
  },
  price_level: {
    description: 'Inflation: prices and amounts rise, and the number of payments with them.',
    moves: 'covariate',
    range: [0.1, 10],
  },
} as const satisfies Partial<Record<keyof Settings, Described>>

export type Parameter = keyof typeof parameters

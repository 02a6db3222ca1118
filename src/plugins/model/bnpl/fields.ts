import type { Fields } from '../../../kernel/index.ts'
import { bnpl } from '../../domains/bnpl.ts'
import { commerce } from '../../domains/commerce.ts'
import { devices } from '../../domains/devices.ts'
import { people } from '../../domains/people.ts'
import { BRANDS, CONTEXTS, SPEEDS, SUBCATEGORIES, SYSTEMS } from './values.ts'

const names = (of: object): readonly string[] => Object.keys(of)
const counts = bnpl.installments.flatMap((each) => each.counts)

const id = (digits: string, description: string) =>
  ({ type: 'string', role: 'id', digits, description }) as const
const choice = (values: readonly string[], description: string) =>
  ({ type: 'string', role: 'feature', values, description }) as const
const yesNo = (description: string) => ({ type: 'boolean', role: 'feature', description }) as const
const whole = (range: readonly [number, number], description: string, unit?: string) =>
  ({ type: 'integer', role: 'feature', range, description, ...(unit !== undefined && { unit }) }) as const
const money = (description: string) =>
  ({ type: 'number', role: 'feature', range: [0, 100_000], decimals: 2, unit: 'USD', description }) as const

export const fields = {
  transaction_id: id('txn_########', 'The purchase.'),
  customer_id: id('cust_######', 'Who bought.'),
  product_id: id('prod_######', 'What was bought.'),
  device_id: id('cust_######_device_#', 'What it was bought with; belongs to the customer.'),
  payment_method_id: id('cust_######_pm_#', 'The account that was charged; belongs to the customer.'),
  amount: money('What is to be paid: the price of the product.'),
  currency: { type: 'string', role: 'meta', values: ['USD'], description: 'Currency of all amounts.' },
  status: {
    type: 'string',
    role: 'meta',
    values: ['completed'],
    description: 'Every purchase is completed.',
  },
  customer_age_bracket: choice(names(people.age_bracket), 'Age at sign-up, years.'),
  customer_tenure_days: whole(
    [0, people.account_days - 1],
    'Since sign-up. An account that has reached the greatest age is opened anew.',
    'days',
  ),
  customer_income_bracket: choice(names(people.income_bracket), 'Income a year, USD.'),
  customer_credit_score_range: choice(names(people.credit_score_range), 'Credit score.'),
  customer_verification_level: choice(names(people.verification_level), 'How well the identity is known.'),
  customer_address_stability: choice(names(people.address_stability), 'How often the address changes.'),
  customer_state: choice(
    names(people.state),
    'State of the USA, in proportion to its people (census of 2020).',
  ),
  product_category: choice(names(commerce.categories), 'Department of the shop.'),
  product_subcategory: choice(SUBCATEGORIES, 'Part of the department.'),
  product_brand: choice(BRANDS, 'Brand; none of them exists.'),
  product_price: money('Price at the time of the purchase.'),
  product_bnpl_eligible: yesNo(
    `The price is at least ${commerce.bnpl_from} USD and the department is one for which payment in instalments is offered.`,
  ),
  product_risk_category: choice(names(commerce.risk_category), 'How easily the product is sold on.'),
  device_type: choice(names(devices), 'Kind of device.'),
  device_os: choice(SYSTEMS, 'Operating system.'),
  device_is_trusted: yesNo(`The device was first seen more than ${bnpl.device.trusted_after_days} days ago.`),
  payment_provider: choice(names(bnpl.payment.provider), 'Who lends the money.'),
  payment_type: { type: 'string', role: 'meta', values: ['bnpl_account'], description: 'Kind of account.' },
  payment_credit_limit: whole([1, 1_000_000], 'The most that the account may owe.', 'USD'),
  risk_scenario: {
    type: 'string',
    role: 'meta',
    values: names(bnpl.scenarios),
    description: 'The kind of purchase that was simulated.',
  },
  risk_score: {
    type: 'number',
    role: 'feature',
    range: [0, 1],
    decimals: 4,
    description:
      'Risk of the purchase: 0.3 credit score + 0.2 verification + 0.2 income + 0.1 device + 0.1 product + 0.1 scenario, × (1 + 0.2 × economic stress), at most 1.',
  },
  risk_level: choice(names(bnpl.risk.levels), 'The score in words: below 0.3, 0.6, 0.8, or above.'),
  installment_count: whole(
    [Math.min(...counts), Math.max(...counts)],
    'Payments in all; more for higher amounts.',
  ),
  first_payment_amount: money('The first payment, a quarter of the amount.'),
  payment_frequency: {
    type: 'string',
    role: 'meta',
    values: ['bi_weekly'],
    description: 'How often is paid.',
  },
  purchase_context: choice(CONTEXTS, 'Mood of the purchase.'),
  checkout_speed: choice(SPEEDS, 'How fast the order was placed.'),
  cart_abandonment_count: whole([0, 1_000], 'Carts left behind before.'),
  price_comparison_time: whole([0, 86_400], 'Time spent on comparing prices.', 's'),
  time_on_site_seconds: whole([0, 86_400], 'Time spent in the shop.', 's'),
  credit_utilization: {
    type: 'number',
    role: 'feature',
    range: [0, 200],
    decimals: 4,
    description: 'The amount as a share of the credit limit.',
  },
  economic_stress_factor: {
    type: 'number',
    role: 'feature',
    range: [-1, 3],
    decimals: 4,
    description: 'State of the economy at the time of the purchase: 0 normal, higher is worse.',
  },
  will_default: { type: 'boolean', role: 'label', description: 'Will the purchase not be paid back?' },
  days_to_first_missed_payment: {
    type: 'integer',
    role: 'label',
    range: [0, 14 * 1_000],
    unit: 'days',
    nullable: true,
    description: 'When the first payment will be missed; null for a purchase that is paid back.',
  },
} as const satisfies Fields

/** Fields that only repeat what is known of an entity. */
export const ENTITY_FIELDS = [
  'customer_age_bracket',
  'customer_tenure_days',
  'customer_income_bracket',
  'customer_credit_score_range',
  'customer_verification_level',
  'customer_address_stability',
  'customer_state',
  'product_category',
  'product_subcategory',
  'product_brand',
  'product_price',
  'product_bnpl_eligible',
  'product_risk_category',
  'device_type',
  'device_os',
  'device_is_trusted',
  'payment_provider',
  'payment_type',
  'payment_credit_limit',
] as const satisfies readonly (keyof typeof fields)[]

export type EntityField = (typeof ENTITY_FIELDS)[number]

import type { Fields } from '../../../kernel/index.ts'
import { cards } from '../../domains/cards.ts'

const id = (description: string) => ({ type: 'string', role: 'id', description }) as const
const choice = (values: readonly string[], description: string) =>
  ({ type: 'string', role: 'feature', values, description }) as const

const kinds = Object.keys(cards.fraud)
const modes = [
  ...Object.keys(cards.entry_modes),
  ...Object.values(cards.fraud).map((kind) => kind.entry_mode),
]

export const fields = {
  event_type: {
    type: 'string',
    role: 'meta',
    values: ['transaction', 'chargeback'],
    description:
      'A purchase, or the bank taking its amount back because the holder disputes it. A chargeback repeats the transaction; its own time is that of the dispute.',
  },
  transaction_id: id('The purchase.'),
  card_id: id('The card.'),
  merchant_id: id('The shop.'),
  merchant_category: choice(Object.keys(cards.categories), 'What the shop sells.'),
  merchant_city: choice(
    cards.cities.map(({ name }) => name),
    'Where the shop is, or its company if it is online.',
  ),
  amount: {
    type: 'number',
    role: 'feature',
    range: [0.5, 100_000],
    decimals: 2,
    unit: 'EUR',
    description: 'Lognormal around what is usual for the category and the holder.',
  },
  currency: { type: 'string', role: 'meta', values: ['EUR'], description: 'Currency of all amounts.' },
  entry_mode: choice([...new Set([...modes, 'online'])], 'How the card was read.'),
  latitude: {
    type: 'number',
    role: 'feature',
    range: [-90, 90],
    decimals: 4,
    unit: '° N',
    nullable: true,
    description: 'Where the card was; null online.',
  },
  longitude: {
    type: 'number',
    role: 'feature',
    range: [-180, 180],
    decimals: 4,
    unit: '° E',
    nullable: true,
    description: 'Where the card was; null online.',
  },
  distance_from_home_km: {
    type: 'number',
    role: 'feature',
    range: [0, 20_100],
    decimals: 1,
    unit: 'km',
    nullable: true,
    description: "From the holder's home; null online.",
  },
  seconds_since_last: {
    type: 'integer',
    role: 'feature',
    range: [0, 1_000_000_000],
    unit: 's',
    nullable: true,
    description: "Since the card's last transaction; null for its first.",
  },
  km_per_hour: {
    type: 'number',
    role: 'feature',
    range: [0, 1_000_000],
    decimals: 1,
    unit: 'km/h',
    nullable: true,
    description:
      'Geo-velocity: how fast the card must have travelled since it was last present; null online and the first time.',
  },
  count_24h: {
    type: 'integer',
    role: 'feature',
    range: [1, 1_000_000],
    description: "The card's transactions in the last 24 hours, this one included.",
  },
  amount_to_usual: {
    type: 'number',
    role: 'feature',
    range: [0, 100_000],
    decimals: 2,
    description: 'The amount as a multiple of what the holder usually pays in this category.',
  },
  is_fraud: {
    type: 'boolean',
    role: 'label',
    nullable: true,
    description:
      'Was it the holder? With delayed labels null in transactions and true in chargebacks, of which a few are wrong.',
  },
  days_to_chargeback: {
    type: 'number',
    role: 'meta',
    range: [0, cards.dispute.most_days],
    decimals: 2,
    unit: 'days',
    nullable: true,
    description: `From the transaction to its chargeback, lognormal with a median of ${cards.dispute.median_days}; at most ${cards.dispute.most_days}, as rules of card schemes commonly have it. Null in transactions.`,
  },
  fraud_kind: {
    type: 'string',
    role: 'label',
    values: ['none', ...kinds],
    description: `The truth (option truth). Most fraud is made without the card being present: about four fifths by value in the euro area (European Central Bank, 2019 and 2021).`,
  },
  fraud_episode: {
    type: 'integer',
    role: 'label',
    range: [0, Number.MAX_SAFE_INTEGER],
    nullable: true,
    description: 'The truth (option truth): the number of the attack that the transaction belongs to.',
  },
} as const satisfies Fields

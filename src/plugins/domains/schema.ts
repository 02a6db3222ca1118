import * as z from 'zod'

/** What each value's share is, in proportion; at least one is above 0. In correlated attributes from low to high. */
const shares = z
  .record(z.string(), z.number().min(0))
  .refine((weights) => Object.values(weights).some((weight) => weight > 0), 'some share must be above 0')

const probability = z.number().min(0).max(1)

/** Seconds, money: from … to, both included. */
const span = z
  .tuple([z.number().min(0), z.number().min(0)])
  .refine(([low, high]) => low <= high, 'the first is the lower one')

const correlation = z.strictObject({
  between: z.tuple([z.string(), z.string()]),
  strength: probability,
  opposite: z.boolean().optional(),
})

export const peopleSchema = z
  .strictObject({
    age_bracket: shares,
    income_bracket: shares,
    credit_score_range: shares,
    verification_level: shares,
    address_stability: shares,
    correlations: z.array(correlation),
    account_days: z.int().min(1),
    state: shares,
  })
  .refine(
    ({ correlations, ...attributes }) =>
      correlations.every(({ between }) => between.every((name) => Object.hasOwn(attributes, name))),
    'a correlation is between two attributes of this file',
  )

export const commerceSchema = z.strictObject({
  categories: z.record(
    z.string(),
    z.strictObject({
      share: z.number().min(0),
      price: span,
      bnpl: z.boolean(),
      subcategories: z.array(z.string()).min(1),
      brands: z.array(z.string()).min(1),
    }),
  ),
  risk_category: shares,
  bnpl_from: z.number().min(0),
})

export const devicesSchema = z.record(z.string(), z.strictObject({ share: z.number().min(0), os: shares }))

export const bnplSchema = z.strictObject({
  payment: z.strictObject({ provider: shares, credit_limit: shares }),
  device: z.strictObject({ seen_within_days: z.int().min(1), trusted_after_days: z.int().min(0) }),
  scenarios: z.record(
    z.string(),
    z.strictObject({
      risk: probability,
      purchase_context: shares,
      checkout_speed: shares,
      price_comparison_seconds: span,
      time_on_site_seconds: span,
    }),
  ),
  cart_abandonment_count: shares,
  risk: z.strictObject({
    shares: z.strictObject({
      credit: probability,
      verification: probability,
      income: probability,
      device: probability,
      product: probability,
      scenario: probability,
    }),
    credit_score_range: z.record(z.string(), probability),
    verification_level: z.record(z.string(), probability),
    income_bracket: z.record(z.string(), probability),
    device: z.strictObject({ trusted: probability, untrusted: probability }),
    risk_category: z.record(z.string(), probability),
    stress: z.number().min(0),
    levels: z.record(z.string(), probability.nullable()),
  }),
  installments: z.array(
    z.strictObject({ below: z.number().nullable(), counts: z.array(z.int().min(1)).min(1) }),
  ),
  days_between_installments: z.int().min(1),
})

export const cardsSchema = z
  .strictObject({
    /** Degrees north and east; millions of people who have cards. */
    cities: z
      .array(
        z.strictObject({
          name: z.string(),
          at: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]),
          people: z.number().min(0),
        }),
      )
      .min(2),
    /** Amounts are lognormal: their median, and the standard deviation of their logarithm. */
    categories: z.record(
      z.string(),
      z.strictObject({
        share: z.number().min(0),
        median: z.number().positive(),
        spread: z.number().min(0),
        online: z.boolean(),
      }),
    ),
    entry_modes: shares,
    contactless_limit: z.number().positive(),
    fastest_trip_kmh: z.number().positive(),
    trip_days: span,
    fraud: z.record(
      z.string(),
      z.strictObject({
        share: z.number().min(0),
        transactions: z.tuple([z.int().min(1), z.int().min(1)]),
        gap_minutes: z.number().positive(),
        where: z.enum(['online', 'home', 'abroad']),
        entry_mode: z.string(),
        categories: shares,
        /** Times what is usual for the category. */
        amount: z.number().positive(),
        /** Begins with small amounts, to see whether the card works. */
        tests_first: z.boolean(),
      }),
    ),
    dispute: z.strictObject({
      median_days: z.number().positive(),
      spread: z.number().min(0),
      most_days: z.number().positive(),
    }),
  })
  .refine(
    ({ fraud, categories }) =>
      Object.values(fraud).every((kind) =>
        Object.keys(kind.categories).every(
          (name) => Object.hasOwn(categories, name) && categories[name]!.online === (kind.where === 'online'),
        ),
      ),
    'fraud happens in categories of this file: online ones for fraud online, others elsewhere',
  )
  .refine(
    ({ categories }) => new Set(Object.values(categories).map(({ online }) => online)).size === 2,
    'some categories are online and some are not',
  )

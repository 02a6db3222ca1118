import { Ajv } from 'ajv'
import { beforeAll, describe, expect, test } from 'vitest'
import { DAY, type RecordOf, recordSchema } from '../../../kernel/index.ts'
import { bnpl as rules } from '../../domains/bnpl.ts'
import { commerce } from '../../domains/commerce.ts'
import { devices } from '../../domains/devices.ts'
import { people } from '../../domains/people.ts'
import { evenly, openModel, records, START } from '../test-model.ts'
import { ENTITY_FIELDS, type fields } from './fields.ts'
import bnpl from './index.ts'

type Purchase = RecordOf<typeof fields> & { _timestamp: string; _record_id: number; _generator: string }

const COUNT = 60_000
/** A pool is a sample, too: shares of what is fixed per customer, product or device err by its size as well. */
const POOL = { max_customers: 50_000, max_products: 50_000 }

async function stream(options: object = {}, count = COUNT, seed: number | string = 1): Promise<Purchase[]> {
  return records<Purchase>(await openModel(bnpl, options, seed), evenly(count, 60_000_000))
}

let all: Purchase[] = []
beforeAll(async () => {
  all = await stream(POOL)
}, 60_000)

/** Share of records for which something holds. */
const share = (of: readonly Purchase[], holds: (record: Purchase) => boolean) =>
  of.filter(holds).length / of.length

/** Five standard errors of a share seen in n independent draws. */
const near = (seen: number, expected: number, n: number) =>
  expect(Math.abs(seen - expected), `${seen} is not near ${expected}`).toBeLessThan(
    5 * Math.sqrt((expected * (1 - expected)) / n),
  )

function marginal(field: keyof Purchase, shares: Readonly<Record<string, number>>, n: number): void {
  const total = Object.values(shares).reduce((sum, each) => sum + each, 0)
  expect(new Set(all.map((record) => record[field]))).toEqual(new Set(Object.keys(shares)))
  for (const [value, weight] of Object.entries(shares))
    near(
      share(all, (record) => record[field] === value),
      weight / total,
      n,
    )
}

describe('marginals', () => {
  // 18,000 customers make these purchases, but unevenly: by the repeated, the sample counts as half as many.
  const customers = 7_000
  test.each([
    ['customer_age_bracket', { '18-24': 12, '25-34': 35, '35-44': 28, '45-54': 15, '55+': 10 }],
    ['customer_income_bracket', { '<25k': 15, '25k-50k': 28, '50k-75k': 23, '75k-100k': 18, '100k+': 16 }],
    ['customer_credit_score_range', { excellent: 15, good: 35, fair: 35, poor: 15 }],
    ['customer_verification_level', { verified: 60, partial: 30, unverified: 10 }],
    ['customer_address_stability', { new: 20, stable: 60, frequent_mover: 20 }],
    ['customer_state', people.state],
    ['payment_provider', { affirm: 1, klarna: 1, afterpay: 1, sezzle: 1 }],
    ['device_type', { mobile: 55, desktop: 30, tablet: 15 }],
  ] as const)('%s', (field, shares) => marginal(field, shares, customers))

  test.each([
    ['product_category', { electronics: 35, clothing: 25, home: 20, beauty: 12, sports: 8 }],
    ['product_risk_category', { low: 50, medium: 35, high: 15 }],
  ] as const)('%s', (field, shares) => marginal(field, shares, 25_000))

  test('risk_scenario', () =>
    marginal(
      'risk_scenario',
      {
        low_risk_purchase: 60,
        impulse_purchase: 20,
        credit_stretched: 15,
        high_risk_behavior: 5,
      },
      COUNT,
    ))

  test('operating systems by device', () => {
    for (const [type, { os }] of Object.entries(devices)) {
      const of = all.filter((record) => record.device_type === type)
      for (const [name, weight] of Object.entries(os))
        near(
          share(of, (record) => record.device_os === name),
          weight,
          of.length / 8,
        )
    }
  })

  test('prices are even over the range of their category', () => {
    for (const [category, { price }] of Object.entries(commerce.categories)) {
      const of = all.filter((record) => record.product_category === category)
      const [low, high] = price
      expect(of.every(({ product_price }) => product_price >= low && product_price <= high)).toBe(true)
      const mean = of.reduce((sum, { product_price }) => sum + product_price, 0) / of.length
      const error = (high - low) / Math.sqrt(12) / Math.sqrt(of.length / 3)
      expect(Math.abs(mean - (low + high) / 2)).toBeLessThan(5 * error)
    }
  })

  test('tenure is even over two years; devices are trusted as that implies', () => {
    const tenures = all.map(({ customer_tenure_days }) => customer_tenure_days)
    expect([Math.min(...tenures), Math.max(...tenures)]).toEqual([0, 729])
    near(
      share(all, (record) => record.customer_tenure_days < 365),
      0.5,
      7_000,
    )
    near(
      share(all, (record) => record.device_is_trusted),
      (1 - 30 / 730) * (1 - 30 / 365),
      7_000,
    )
  })
})

describe('correlations', () => {
  test('income and credit score go together and leave their shares alone', () => {
    const rich = all.filter((record) => record.customer_income_bracket === '100k+')
    const poor = all.filter((record) => record.customer_income_bracket === '<25k')
    const excellent = (record: Purchase) => record.customer_credit_score_range === 'excellent'
    expect(share(rich, excellent)).toBeGreaterThan(2 * share(poor, excellent))
  })
})

describe('customers', () => {
  test('known ones come back at their rate, and nobody is known who has not come before', () => {
    const seen = new Set<string>()
    let repeated = 0
    for (const { customer_id } of all) {
      if (seen.has(customer_id)) repeated++
      seen.add(customer_id)
    }
    expect(Math.abs(repeated / COUNT - 0.7)).toBeLessThan(256 / COUNT)
    expect(all[0]!.customer_id).toBe('cust_000000')
    expect(seen.has(`cust_${String(seen.size - 1).padStart(6, '0')}`)).toBe(true)
  })

  test.each([0, 0.25, 1])('at a rate of %d', async (rate) => {
    const some = await stream({ repeat_customer_rate: rate }, 2_561)
    const ids = new Set(some.map(({ customer_id }) => customer_id)).size
    expect(ids).toBe(1 + 2_560 * (1 - rate))
  })

  test('every entity stays what it is, also when a small pool pushes it out', async () => {
    const small = await stream({ max_devices: 1, max_payment_methods: 1 }, 3_000)
    const known = new Map<string, string>()
    const same = (id: string, what: unknown[]) => {
      const text = JSON.stringify(what)
      expect(known.get(id) ?? text).toBe(text)
      known.set(id, text)
    }
    for (const r of small) {
      same(r.customer_id, [
        r.customer_age_bracket,
        r.customer_income_bracket,
        r.customer_credit_score_range,
        r.customer_verification_level,
        r.customer_address_stability,
        r.customer_state,
      ])
      same(r.product_id, [
        r.product_category,
        r.product_subcategory,
        r.product_brand,
        r.product_price,
        r.product_risk_category,
      ])
      same(r.device_id, [r.device_type, r.device_os])
      same(r.payment_method_id, [r.payment_provider, r.payment_credit_limit])
      expect(r.device_id).toMatch(new RegExp(`^${r.customer_id}_device_[12]$`))
      expect(r.payment_method_id).toMatch(new RegExp(`^${r.customer_id}_pm_[123]$`))
    }
    expect(small).toEqual(await stream({}, 3_000))
  })

  test('second and third accounts come by the adoption rate', async () => {
    expect(
      share(await stream({ bnpl_adoption_rate: 0 }, 2_000), (r) => r.payment_method_id.endsWith('_pm_1')),
    ).toBe(1)
    const adopted = await stream({ bnpl_adoption_rate: 1, repeat_customer_rate: 0 }, 5_000)
    near(
      share(adopted, (r) => r.payment_method_id.endsWith('_pm_3')),
      1 / 3,
      5_000,
    )
  })
})

describe('every record', () => {
  test('follows the rules', () => {
    for (const r of all.slice(0, 2_000)) {
      expect(r.amount).toBe(r.product_price)
      expect(r.first_payment_amount).toBeCloseTo(r.amount / 4, 1)
      expect(r.credit_utilization).toBeCloseTo(r.amount / r.payment_credit_limit, 3)
      expect(r.product_bnpl_eligible).toBe(
        r.amount >= 50 && ['electronics', 'clothing', 'home'].includes(r.product_category),
      )
      const counts = r.amount < 100 ? [4] : [4, 6]
      expect(counts).toContain(r.installment_count)
      expect(r.days_to_first_missed_payment === null).toBe(!r.will_default)
      if (r.days_to_first_missed_payment !== null) {
        const period = r.days_to_first_missed_payment / 14
        expect(Number.isInteger(period) && period >= 1 && period <= r.installment_count).toBe(true)
      }
      const scenario = rules.scenarios[r.risk_scenario]!
      expect(Object.keys(scenario.checkout_speed)).toContain(r.checkout_speed)
      expect(r.price_comparison_time).toBeGreaterThanOrEqual(scenario.price_comparison_seconds[0])
      expect(r.price_comparison_time).toBeLessThanOrEqual(scenario.price_comparison_seconds[1])
      expect(r.time_on_site_seconds).toBeGreaterThanOrEqual(scenario.time_on_site_seconds[0])
      expect(r.time_on_site_seconds).toBeLessThanOrEqual(scenario.time_on_site_seconds[1])
    }
    expect(new Set(all.map((r) => r.cart_abandonment_count))).toEqual(new Set([0, 1, 2, 3]))
  })

  test('is valid by the JSON Schema of its definition, in the order of the fields', async () => {
    const source = await openModel(bnpl)
    const valid = new Ajv({ strict: false, validateFormats: false }).compile(recordSchema(source.fields!))
    expect(all.slice(0, 2_000).every((record) => valid(record))).toBe(true)
    expect(Object.keys(all[0]!)).toEqual(Object.keys(source.fields!))
    expect(JSON.stringify(all[0]).length).toBeGreaterThan(1_200)
  })

  test('can be made alone', async () => {
    for (const i of [0, 1, 255, 256, 257, 47_777]) {
      const time = Float64Array.of(START + i * 60_000_000)
      expect(records(await openModel(bnpl, POOL), time, i)).toEqual([all[i]])
    }
  })

  test('is its own also far from the first', async () => {
    const [far] = records<Purchase>(await openModel(bnpl), Float64Array.of(START + 700 * DAY), 1e12)
    expect(far).toMatchObject({ _record_id: 1e12, transaction_id: 'txn_1000000000000' })
  })

  test('changes with the seed; 0 is one', async () => {
    const [zero, again, one] = await Promise.all([0, 0, 1].map((seed) => stream({}, 500, seed)))
    expect(zero).toEqual(again)
    expect(zero).not.toEqual(one)
  })

  test('is pinned', () => {
    expect(all[1_234]).toMatchSnapshot()
  })
})

test('without the attributes of entities, keys and facts stay the same', async () => {
  const source = await openModel(bnpl, { ...POOL, denormalize_entities: false })
  const slim = records<Purchase>(source, evenly(1_000, 60_000_000))
  for (const [i, record] of slim.entries()) {
    const expected = { ...all[i] } as Record<string, unknown>
    for (const field of ENTITY_FIELDS) delete expected[field]
    expect(record).toEqual(expected)
  }
  expect(Object.keys(source.fields!)).toEqual(Object.keys(slim[0]!))
})

test('scenarios that are not named do not happen, and some must', async () => {
  const some = await stream({ risk_scenario_weights: { impulse_purchase: 2 } }, 500)
  expect(new Set(some.map((record) => record.risk_scenario))).toEqual(new Set(['impulse_purchase']))
  await expect(stream({ risk_scenario_weights: {} }, 1)).rejects.toThrow('some weight must be above 0')
  await expect(stream({ risk_scenario_weights: { impulse: 1 } }, 1)).rejects.toThrow('E_OPTION_UNKNOWN')
})

import { describe, expect, test } from 'vitest'
import { HOUR, type RecordOf } from '../../../kernel/index.ts'
import { evenly, openModel, records, START } from '../test-model.ts'
import type { fields } from './fields.ts'
import bnpl from './index.ts'

type Purchase = RecordOf<typeof fields>

const COUNT = 60_000

async function stream(options: object, count: number): Promise<Purchase[]> {
  return records<Purchase>(await openModel(bnpl, options), evenly(count, 60_000_000))
}

/** Share of records for which something holds. */
const share = (of: readonly Purchase[], holds: (record: Purchase) => boolean) =>
  of.filter(holds).length / of.length

describe('the risk score', () => {
  const credit: Record<string, number> = { excellent: 0.1, good: 0.3, fair: 0.6, poor: 0.9 }
  const verification: Record<string, number> = { verified: 0.1, partial: 0.4, unverified: 0.8 }
  const income: Record<string, number> = {
    '100k+': 0.1,
    '75k-100k': 0.2,
    '50k-75k': 0.3,
    '25k-50k': 0.6,
    '<25k': 0.8,
  }
  const product: Record<string, number> = { low: 0.1, medium: 0.3, high: 0.6 }
  const scenario: Record<string, number> = {
    low_risk_purchase: 0.1,
    impulse_purchase: 0.4,
    credit_stretched: 0.7,
    high_risk_behavior: 0.9,
  }

  test.each([0, 1, -1, 3])('is the formula, at an economic stress of %d', async (stress) => {
    for (const r of await stream({ economic_stress_factor: stress }, 1_000)) {
      const sum =
        0.3 * credit[r.customer_credit_score_range]! +
        0.2 * verification[r.customer_verification_level]! +
        0.2 * income[r.customer_income_bracket]! +
        0.1 * (r.device_is_trusted ? 0.2 : 0.7) +
        0.1 * product[r.product_risk_category]! +
        0.1 * scenario[r.risk_scenario]!
      expect(r.risk_score).toBeCloseTo(Math.min(1, sum * (1 + 0.2 * stress)), 4)
      const level = [0.3, 0.6, 0.8].filter((limit) => r.risk_score >= limit).length
      expect(r.risk_level).toBe(['low', 'medium', 'high', 'very_high'][level])
    }
  })
})

describe('defaults', () => {
  const rate = (of: readonly Purchase[]) => share(of, (record) => record.will_default)
  /** Customers are a sample: the mean of the curve over them errs by about 0.4 % of itself. */
  const honoured = (seen: number, expected: number, n: number) =>
    expect(Math.abs(seen - expected), `${seen} is not near ${expected}`).toBeLessThan(
      5 * (Math.sqrt((expected * (1 - expected)) / n) + 0.004 * expected),
    )

  test('come at the base rate', async () => {
    honoured(rate(await stream({}, 15_000)), 0.03, 15_000)
    for (const base of [0.005, 0.1, 0.5])
      honoured(rate(await stream({ base_default_rate: base }, 15_000)), base, 15_000)
    expect(rate(await stream({ base_default_rate: 0 }, 2_000))).toBe(0)
    expect(rate(await stream({ base_default_rate: 1 }, 2_000))).toBe(1)
  })

  test('double with each unit of economic stress', async () => {
    for (const [stress, factor] of [
      [-1, 0.5],
      [0.5, Math.SQRT2],
      [1, 2],
      [2, 4],
    ] as const)
      honoured(rate(await stream({ economic_stress_factor: stress }, 20_000)), 0.03 * factor, 20_000)
  })

  test('rise from decile to decile of the score', async () => {
    const sorted = (await stream({ max_customers: 50_000 }, COUNT)).sort(
      (a, b) => a.risk_score - b.risk_score,
    )
    const deciles = Array.from({ length: 10 }, (_, i) =>
      rate(sorted.slice(i * (COUNT / 10), (i + 1) * (COUNT / 10))),
    )
    expect(deciles[9]).toBeGreaterThan(3 * deciles[0]!)
    // Neighbours of nearly equal rates may change places by chance: three standard errors.
    for (let i = 1; i < 10; i++)
      expect(deciles[i]! - deciles[i - 1]!).toBeGreaterThan(-3 * Math.sqrt((2 * 0.03) / (COUNT / 10)))
  })

  test('are a matter of the score as the signal says, at the same rate', async () => {
    const gap = async (risk_signal: number) => {
      const some = await stream({ risk_signal, base_default_rate: 0.1 }, 20_000)
      honoured(rate(some), 0.1, 20_000)
      const sorted = [...some].sort((a, b) => a.risk_score - b.risk_score)
      return rate(sorted.slice(10_000)) - rate(sorted.slice(0, 10_000))
    }
    const error = 5 * Math.sqrt((2 * 0.09) / 10_000)
    expect(await gap(1)).toBeGreaterThan(error)
    expect(Math.abs(await gap(0))).toBeLessThan(error)
    expect(await gap(-1)).toBeLessThan(-error)
  })

  test('follow a parameter that moves with time', async () => {
    const source = await openModel(bnpl)
    const gap = HOUR / 20
    const half = START + 5_000 * gap
    source.steer?.(['base_default_rate', 'price_level'], (name, set, time) =>
      time < half ? set : name === 'price_level' ? 2 : 0.2,
    )
    const moved = records<Purchase>(source, evenly(10_000, gap))
    const still = records<Purchase>(await openModel(bnpl), evenly(10_000, gap))
    expect(moved.slice(0, 5_000)).toEqual(still.slice(0, 5_000))
    honoured(rate(moved.slice(5_000)), 0.2, 5_000)
    for (let i = 5_000; i < 5_500; i++) {
      expect(moved[i]!.amount).toBeCloseTo(2 * still[i]!.amount, 1)
      expect(moved[i]!.customer_id).toBe(still[i]!.customer_id)
    }
  })
})

import { cumulative } from '../../../simulation/index.ts'
import { bnpl } from '../../domains/bnpl.ts'
import { commerce } from '../../domains/commerce.ts'
import type { Population } from './calibration.ts'
import { deviceRisk } from './risk.ts'
import { ACCOUNT_AGE, DEVICE_AGE, TRUSTED_AFTER } from './shop.ts'

/** Sums of risk parts are told apart in such steps. */
const STEP = 0.001

type Parts = readonly (readonly [part: number, weight: number])[]

/** How risky purchases are in the long run, with that risk of the customers and those shares of the scenarios. */
export function population(customers: Float64Array, scenarios: Readonly<Record<string, number>>): Population {
  const { shares: share, risk_category: points } = bnpl.risk
  const product = weighted(commerce.risk_category, (name) => share.product * points[name]!)
  const scenario = weighted(scenarios, (name) => share.scenario * bnpl.scenarios[name]!.risk)
  const trusted = (1 - TRUSTED_AFTER / ACCOUNT_AGE) * (1 - TRUSTED_AFTER / DEVICE_AGE)
  const device: Parts = [
    [deviceRisk(true), trusted],
    [deviceRisk(false), 1 - trusted],
  ]
  const customer: Parts = Array.from(customers, (risk) => [risk, 1 / customers.length])
  const sums = [customer, product, device, scenario].reduce(plus, [[0, 1]])
  return {
    parts: Float64Array.from(sums, ([part]) => part),
    weights: Float64Array.from(sums, ([, weight]) => weight),
  }
}

function weighted(weights: Readonly<Record<string, number>>, part: (name: string) => number): Parts {
  const limits = cumulative(Object.values(weights))
  return Object.keys(weights).map((name, i) => [part(name), limits[i]! - (limits[i - 1] ?? 0)])
}

/** The distribution of a sum of independent parts. */
function plus(a: Parts, b: Parts): Parts {
  const sums = new Map<number, number>()
  for (const [x, p] of a) {
    for (const [y, q] of b) {
      const step = Math.round((x + y) / STEP)
      sums.set(step, (sums.get(step) ?? 0) + p * q)
    }
  }
  return [...sums].map(([step, weight]) => [step * STEP, weight])
}

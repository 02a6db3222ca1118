import { DAY, type ModelContext, type ModelTick } from '../../../kernel/index.ts'
import { Newcomers, Weighted } from '../../../simulation/index.ts'
import { bnpl } from '../../domains/bnpl.ts'
import { Calibration, defaultChance } from './calibration.ts'
import { missedPayments } from './missed-payment.ts'
import type { Parameter, Settings } from './options.ts'
import { population } from './population.ts'
import { installmentCounts, type Purchase, rounded } from './purchase.ts'
import { deviceRisk, riskScore } from './risk.ts'
import { ACCOUNT_AGE, age, DEVICE_AGE, MOST_ACCOUNTS, MOST_DEVICES, openShop, TRUSTED_AFTER } from './shop.ts'
import { CONTEXTS, SPEEDS } from './values.ts'

/** Customers by whom the share of defaults is calibrated. */
const SAMPLE = 4_096

/** Purchases, each a function of the seed, its number and its time. */
export function purchases(
  options: Settings,
  context: ModelContext<Parameter>,
): (tick: ModelTick) => Purchase {
  const shop = openShop(context.rng, options)
  const newcomers = new Newcomers(
    context.rng.fork('newcomers'),
    1 - options.repeat_customer_rate,
    options.max_customers,
  )
  const scenarios = scenarioChoice(options.risk_scenario_weights)
  const { cart_abandonment_count } = bnpl
  const carts = new Weighted(
    Object.keys(cart_abandonment_count).map(Number),
    Object.values(cart_abandonment_count),
  )
  const missed = new Map(
    bnpl.installments.flatMap(({ counts }) => counts.map((count) => [count, missedPayments(count)])),
  )
  const calibrate = () => {
    const risks = Float64Array.from(
      { length: Math.min(SAMPLE, options.max_customers) },
      (_, id) => shop.customers.get(id).risk,
    )
    return new Calibration(population(risks, options.risk_scenario_weights))
  }
  // With the first purchase: whoever leaves them to workers needs none.
  let calibration: Calibration | undefined
  const stressFactor = context.parameter('economic_stress_factor')
  const defaultRate = context.parameter('base_default_rate')
  const riskSignal = context.parameter('risk_signal')
  const priceLevel = context.parameter('price_level')

  return ({ seq, time, rng }) => {
    // Before the customer, whose place in memory it takes.
    calibration ??= calibrate()
    const who = newcomers.who(seq, rng)
    const customer = shop.customers.get(who)
    const what = rng.int(0, options.max_products - 1)
    const product = shop.products.get(what)
    const deviceOrdinal = rng.int(0, customer.devices - 1)
    const device = shop.device(who * MOST_DEVICES + deviceOrdinal)
    const account = rng.int(0, customer.accounts - 1)
    const payment = shop.payment(who * MOST_ACCOUNTS + account)
    const scenario = scenarios.pick(rng)

    const tenure = age(time, customer.opened, ACCOUNT_AGE)
    const trusted = Math.min(tenure, age(time, device.seen, DEVICE_AGE)) > TRUSTED_AFTER
    const price = rounded(product.price * priceLevel.at(time), 100)
    const installments = rng.pick(installmentCounts(price))!

    const stress = stressFactor.at(time)
    const signal = riskSignal.at(time)
    const score = riskScore(customer.risk + product.risk + deviceRisk(trusted) + scenario.risk, stress)
    const calibrated = calibration.at(defaultRate.at(time), stress, signal)
    const defaults = rng.float() < defaultChance(score, rng.normal(), signal, calibrated)

    return {
      number: seq,
      customerId: who,
      productId: what,
      deviceId: 10 * who + deviceOrdinal + 1,
      paymentId: 10 * who + account + 1,
      customer,
      product,
      device,
      payment,
      tenureDays: Math.floor(tenure / DAY),
      trusted,
      price,
      scenario: scenario.number,
      score,
      stress,
      installments,
      context: scenario.context.pick(rng),
      speed: scenario.speed.pick(rng),
      cartsLeft: carts.pick(rng),
      comparison: rng.int(scenario.comparison[0], scenario.comparison[1]),
      onSite: rng.int(scenario.onSite[0], scenario.onSite[1]),
      defaults,
      firstMissed: defaults ? bnpl.days_between_installments * missed.get(installments)!.pick(rng) : null,
    }
  }
}

interface Scenario {
  /** Its place among all there are. */
  readonly number: number
  readonly risk: number
  readonly context: Weighted<number>
  readonly speed: Weighted<number>
  readonly comparison: readonly [number, number]
  readonly onSite: readonly [number, number]
}

function scenarioChoice(weights: Settings['risk_scenario_weights']): Weighted<Scenario> {
  const names = Object.keys(bnpl.scenarios)
  const scenarios = Object.keys(weights).map((name) => {
    const known = bnpl.scenarios[name]!
    return {
      number: names.indexOf(name),
      risk: bnpl.risk.shares.scenario * known.risk,
      context: weighted(known.purchase_context, CONTEXTS),
      speed: weighted(known.checkout_speed, SPEEDS),
      comparison: known.price_comparison_seconds,
      onSite: known.time_on_site_seconds,
    }
  })
  return new Weighted(scenarios, Object.values(weights))
}

/** A choice among names by their shares: the place that the chosen one has among all. */
function weighted(shares: Readonly<Record<string, number>>, all: readonly string[]): Weighted<number> {
  return new Weighted(
    Object.keys(shares).map((name) => all.indexOf(name)),
    Object.values(shares),
  )
}

import { DAY, type Micros, type Rng } from '../../../kernel/index.ts'
import { Copula, type RowLayout, RowPool, Weighted } from '../../../simulation/index.ts'
import { bnpl } from '../../domains/bnpl.ts'
import { commerce } from '../../domains/commerce.ts'
import { devices } from '../../domains/devices.ts'
import { people } from '../../domains/people.ts'
import { BRANDS, SUBCATEGORIES, SYSTEMS } from './values.ts'

/** Attributes with few values are their places among those that the field of the record declares. */
export interface Customer {
  ageBracket: number
  incomeBracket: number
  creditScoreRange: number
  verificationLevel: number
  addressStability: number
  state: number
  /** What the customer adds to a risk score. */
  risk: number
  /** 1–3 */
  accounts: number
  /** 1–2 */
  devices: number
  /** An account is opened at this instant, and again and again an account's greatest age later. */
  opened: Micros
}

export interface Product {
  category: number
  subcategory: number
  brand: number
  price: number
  /** 1 if payment in instalments is offered for its category, else 0. */
  instalments: number
  riskCategory: number
  risk: number
}

export interface Device {
  type: number
  os: number
  /** First seen at this instant, and again and again a device's greatest age later. */
  seen: Micros
}

export interface PaymentMethod {
  provider: number
  creditLimit: number
}

export const MOST_ACCOUNTS = 3
export const MOST_DEVICES = 2
export const ACCOUNT_AGE = people.account_days * DAY
export const DEVICE_AGE = bnpl.device.seen_within_days * DAY
export const TRUSTED_AFTER = bnpl.device.trusted_after_days * DAY

const { shares, ...points } = bnpl.risk

/**
 * Everybody and everything in the shop: each a function of the seed, its kind and its number. Devices and payment
 * methods are made faster than they could be found in memory. One object serves all of a kind: read it, do not keep it.
 */
export interface Shop {
  readonly customers: RowPool<Customer>
  readonly products: RowPool<Product>
  /** @param number customer × 2 + 0 or 1 */
  device(number: number): Device
  /** @param number customer × 3 + 0, 1 or 2 */
  payment(number: number): PaymentMethod
}

export interface ShopSize {
  readonly max_customers: number
  readonly max_products: number
  readonly bnpl_adoption_rate: number
}

export function openShop(rng: Rng, size: ShopSize): Shop {
  return {
    customers: new RowPool(
      rng.fork('customer'),
      size.max_customers,
      nobody(),
      CUSTOMER,
      customerMaker(size.bnpl_adoption_rate),
    ),
    products: new RowPool(rng.fork('product'), size.max_products, nothing(), PRODUCT, productMaker()),
    device: deviceMaker(rng.fork('device')),
    payment: paymentMaker(rng.fork('payment method')),
  }
}

const CUSTOMER: RowLayout<Customer> = {
  small: [
    'ageBracket',
    'incomeBracket',
    'creditScoreRange',
    'verificationLevel',
    'addressStability',
    'state',
    'accounts',
    'devices',
  ],
  numbers: ['risk', 'opened'],
}

const PRODUCT: RowLayout<Product> = {
  small: ['category', 'subcategory', 'brand', 'instalments', 'riskCategory'],
  numbers: ['price', 'risk'],
}

function nobody(): Customer {
  return {
    ageBracket: 0,
    incomeBracket: 0,
    creditScoreRange: 0,
    verificationLevel: 0,
    addressStability: 0,
    state: 0,
    risk: Number.NaN,
    accounts: 0,
    devices: 0,
    opened: Number.NaN,
  }
}

function nothing(): Product {
  return {
    category: 0,
    subcategory: 0,
    brand: 0,
    price: Number.NaN,
    instalments: 0,
    riskCategory: 0,
    risk: Number.NaN,
  }
}

function customerMaker(adoption: number): (rng: Rng, into: Customer) => void {
  const { age_bracket, income_bracket, credit_score_range, verification_level, address_stability } = people
  const attributes = {
    age_bracket,
    income_bracket,
    credit_score_range,
    verification_level,
    address_stability,
  }
  const weights = Object.fromEntries(
    Object.entries(attributes).map(([name, each]) => [name, Object.values(each)]),
  )
  const copula = new Copula(weights, people.correlations)
  const states = place(people.state)
  const credits = risks(credit_score_range, shares.credit, points.credit_score_range)
  const levels = risks(verification_level, shares.verification, points.verification_level)
  const incomes = risks(income_bracket, shares.income, points.income_bracket)
  const drawn = new Uint8Array(5)
  return (rng, customer) => {
    copula.draw(rng, drawn)
    customer.ageBracket = drawn[0]!
    customer.incomeBracket = drawn[1]!
    customer.creditScoreRange = drawn[2]!
    customer.verificationLevel = drawn[3]!
    customer.addressStability = drawn[4]!
    customer.state = states.pick(rng)
    customer.risk = credits[drawn[2]!]! + levels[drawn[3]!]! + incomes[drawn[1]!]!
    customer.accounts = 1 + Number(rng.float() < adoption) + Number(rng.float() < adoption)
    customer.devices = rng.int(1, MOST_DEVICES)
    customer.opened = Math.floor(rng.float() * ACCOUNT_AGE)
  }
}

/** What each value of an attribute adds to a risk score. */
function risks(values: object, share: number, points: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from(Object.keys(values), (name) => share * points[name]!)
}

function productMaker(): (rng: Rng, into: Product) => void {
  const goods = Object.values(commerce.categories).map((each, category) => ({
    ...each,
    category,
    subcategories: each.subcategories.map((name) => SUBCATEGORIES.indexOf(name)),
    brands: each.brands.map((name) => BRANDS.indexOf(name)),
  }))
  const categories = new Weighted(
    goods,
    goods.map(({ share }) => share),
  )
  const riskCategories = place(commerce.risk_category)
  const risk = risks(commerce.risk_category, shares.product, points.risk_category)
  return (rng, product) => {
    const { category, price, bnpl: instalments, subcategories, brands } = categories.pick(rng)
    product.category = category
    product.instalments = Number(instalments)
    product.riskCategory = riskCategories.pick(rng)
    product.risk = risk[product.riskCategory]!
    product.subcategory = rng.pick(subcategories)!
    product.brand = rng.pick(brands)!
    product.price = Math.round(100 * (price[0] + (price[1] - price[0]) * rng.float())) / 100
  }
}

function deviceMaker(streams: Rng): (number: number) => Device {
  const types = new Weighted(
    Object.values(devices).map(({ os }, type) => ({
      type,
      systems: new Weighted(
        Object.keys(os).map((name) => SYSTEMS.indexOf(name)),
        Object.values(os),
      ),
    })),
    Object.values(devices).map(({ share }) => share),
  )
  const device: Device = { type: 0, os: 0, seen: 0 }
  let rng = streams.fork(0)
  return (number) => {
    rng = streams.fork(number, rng)
    const { type, systems } = types.pick(rng)
    device.type = type
    device.os = systems.pick(rng)
    device.seen = Math.floor(rng.float() * DEVICE_AGE)
    return device
  }
}

function paymentMaker(streams: Rng): (number: number) => PaymentMethod {
  const providers = place(bnpl.payment.provider)
  const { credit_limit } = bnpl.payment
  const limits = new Weighted(Object.keys(credit_limit).map(Number), Object.values(credit_limit))
  const payment: PaymentMethod = { provider: 0, creditLimit: 0 }
  let rng = streams.fork(0)
  return (number) => {
    rng = streams.fork(number, rng)
    payment.provider = providers.pick(rng)
    payment.creditLimit = limits.pick(rng)
    return payment
  }
}

/** How long ago the latest of instants `period` apart was. */
export function age(time: Micros, phase: Micros, period: Micros): Micros {
  const since = time - phase
  // A remainder of such large numbers takes ten times as long as a division.
  return since - period * Math.floor(since / period)
}

/** A choice among names by their shares: the place of the chosen one. */
function place(shares: Readonly<Record<string, number>>): Weighted<number> {
  return new Weighted(
    Object.keys(shares).map((_, i) => i),
    Object.values(shares),
  )
}

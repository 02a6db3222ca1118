import type { DraftOf } from '../../../kernel/index.ts'
import { bnpl } from '../../domains/bnpl.ts'
import { commerce } from '../../domains/commerce.ts'
import type { EntityField, fields } from './fields.ts'
import { riskLevel } from './risk.ts'
import type { Customer, Device, PaymentMethod, Product } from './shop.ts'

/** A purchase as it was drawn; its record says the same and what follows from it. */
export interface Purchase {
  readonly number: number
  /** As the fields of the same names are written by digits: of device and payment method the last tells which. */
  readonly customerId: number
  readonly productId: number
  readonly deviceId: number
  readonly paymentId: number
  readonly customer: Customer
  readonly product: Product
  readonly device: Device
  readonly payment: PaymentMethod
  readonly tenureDays: number
  readonly trusted: boolean
  readonly price: number
  /** Places among the values that the fields declare. */
  readonly scenario: number
  readonly score: number
  readonly stress: number
  readonly installments: number
  readonly context: number
  readonly speed: number
  readonly cartsLeft: number
  readonly comparison: number
  readonly onSite: number
  readonly defaults: boolean
  readonly firstMissed: number | null
}

type Full = DraftOf<typeof fields>

// Written out, field by field: objects of one shape are what makes a stream fast.
export function fullRecord(purchase: Purchase): Full {
  const { customer, product, device, payment, price, score } = purchase
  return {
    transaction_id: purchase.number,
    customer_id: purchase.customerId,
    product_id: purchase.productId,
    device_id: purchase.deviceId,
    payment_method_id: purchase.paymentId,
    amount: price,
    currency: 'USD',
    status: 'completed',
    customer_age_bracket: customer.ageBracket,
    customer_tenure_days: purchase.tenureDays,
    customer_income_bracket: customer.incomeBracket,
    customer_credit_score_range: customer.creditScoreRange,
    customer_verification_level: customer.verificationLevel,
    customer_address_stability: customer.addressStability,
    customer_state: customer.state,
    product_category: product.category,
    product_subcategory: product.subcategory,
    product_brand: product.brand,
    product_price: price,
    product_bnpl_eligible: product.instalments === 1 && price >= commerce.bnpl_from,
    product_risk_category: product.riskCategory,
    device_type: device.type,
    device_os: device.os,
    device_is_trusted: purchase.trusted,
    payment_provider: payment.provider,
    payment_type: 'bnpl_account',
    payment_credit_limit: payment.creditLimit,
    risk_scenario: purchase.scenario,
    risk_score: score,
    risk_level: riskLevel(score),
    installment_count: purchase.installments,
    first_payment_amount: rounded(price / 4, 100),
    payment_frequency: 'bi_weekly',
    purchase_context: purchase.context,
    checkout_speed: purchase.speed,
    cart_abandonment_count: purchase.cartsLeft,
    price_comparison_time: purchase.comparison,
    time_on_site_seconds: purchase.onSite,
    credit_utilization: rounded(price / payment.creditLimit, 10_000),
    economic_stress_factor: rounded(purchase.stress, 10_000),
    will_default: purchase.defaults,
    days_to_first_missed_payment: purchase.firstMissed,
  }
}

/** Without what only repeats attributes of customer, product, device and payment method. */
export function slimRecord(purchase: Purchase): Omit<Full, EntityField> {
  const { price, score } = purchase
  return {
    transaction_id: purchase.number,
    customer_id: purchase.customerId,
    product_id: purchase.productId,
    device_id: purchase.deviceId,
    payment_method_id: purchase.paymentId,
    amount: price,
    currency: 'USD',
    status: 'completed',
    risk_scenario: purchase.scenario,
    risk_score: score,
    risk_level: riskLevel(score),
    installment_count: purchase.installments,
    first_payment_amount: rounded(price / 4, 100),
    payment_frequency: 'bi_weekly',
    purchase_context: purchase.context,
    checkout_speed: purchase.speed,
    cart_abandonment_count: purchase.cartsLeft,
    price_comparison_time: purchase.comparison,
    time_on_site_seconds: purchase.onSite,
    credit_utilization: rounded(price / purchase.payment.creditLimit, 10_000),
    economic_stress_factor: rounded(purchase.stress, 10_000),
    will_default: purchase.defaults,
    days_to_first_missed_payment: purchase.firstMissed,
  }
}

const PLANS = bnpl.installments.map(({ below, counts }) => ({
  below: below ?? Number.POSITIVE_INFINITY,
  counts,
}))

/** Which numbers of payments there are for an amount. */
export function installmentCounts(amount: number): readonly number[] {
  let i = 0
  while (amount >= PLANS[i]!.below) i++
  return PLANS[i]!.counts
}

/** To one part in `parts`: 100 for cents. */
export function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts
}

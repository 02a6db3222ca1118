import { bnpl } from '../../domains/bnpl.ts'
import { commerce } from '../../domains/commerce.ts'
import { devices } from '../../domains/devices.ts'

/* The values that fields can take where several lists of names come together, each name once. */

const goods = Object.values(commerce.categories)
const scenarios = Object.values(bnpl.scenarios)

export const SUBCATEGORIES: readonly string[] = [...new Set(goods.flatMap((each) => each.subcategories))]
export const BRANDS: readonly string[] = [...new Set(goods.flatMap((each) => each.brands))]
export const SYSTEMS: readonly string[] = [
  ...new Set(Object.values(devices).flatMap(({ os }) => Object.keys(os))),
]
export const SPEEDS: readonly string[] = [
  ...new Set(scenarios.flatMap((each) => Object.keys(each.checkout_speed))),
]
export const CONTEXTS: readonly string[] = [
  ...new Set(scenarios.flatMap((each) => Object.keys(each.purchase_context))),
]

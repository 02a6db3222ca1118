import { expect, test } from 'vitest'
import { DELIVERY, deliveryOptions } from './delivery-options.ts'

test('saying nothing of delivery means what saying it empty means', () => {
  expect(deliveryOptions().parse({})).toEqual(DELIVERY)
})

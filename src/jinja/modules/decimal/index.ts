import { defineFunction } from '../../python/ops.ts'
import { classOf, Namespace } from '../native.ts'
import { Decimal } from './decimal.ts'
import { ROUNDINGS } from './finite.ts'

export { Decimal } from './decimal.ts'

/** Python's `decimal` with its default context: 28 digits, half to even. */
export const decimalModule = new Namespace('decimal', {
  Decimal: classOf(
    'decimal.Decimal',
    defineFunction('Decimal(value?)', (value = 0) => Decimal.of(value)),
    { from_float: defineFunction('from_float(f)', (value) => Decimal.of(value)) },
  ),
  ...Object.fromEntries(ROUNDINGS.map((name) => [name, name])),
})

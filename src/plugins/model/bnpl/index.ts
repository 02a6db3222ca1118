import { defineModel } from '../../../kernel/index.ts'
import { purchases } from './draw.ts'
import { ENTITY_FIELDS, fields } from './fields.ts'
import { options, parameters } from './options.ts'
import { fullRecord, slimRecord } from './purchase.ts'

export default defineModel({
  name: 'bnpl',
  title: 'Buy now, pay later',
  summary:
    'Purchases in an online shop that are paid in instalments, with the risk that they are not paid back. Stateless: any record can be made alone.',
  options,
  fields,
  parameters,
  examples: [
    { title: 'As it is', options: {} },
    {
      title: 'A recession that hits a young, careless public',
      options: {
        economic_stress_factor: 0.8,
        repeat_customer_rate: 0.4,
        risk_scenario_weights: { low_risk_purchase: 0.3, impulse_purchase: 0.5, high_risk_behavior: 0.2 },
      },
    },
    { title: 'Keys and facts only', options: { denormalize_entities: false } },
  ],
  open(settings, context) {
    const draw = purchases(settings, context)
    return settings.denormalize_entities
      ? { record: (tick) => fullRecord(draw(tick)) }
      : { without: ENTITY_FIELDS, record: (tick) => slimRecord(draw(tick)) }
  },
})

import { defineModel } from '../../../kernel/index.ts'
import { Bank } from './bank.ts'
import { fields } from './fields.ts'
import { options, parameters } from './options.ts'

export default defineModel({
  name: 'card-fraud',
  title: 'Card fraud',
  summary:
    'Card payments in European cities with attacks that span several transactions, and chargebacks that tell of them days later. Remembers every card, so it runs on one worker.',
  options,
  fields,
  parameters,
  examples: [
    { title: 'As it is', options: {} },
    { title: 'Labelled at once, with much fraud', options: { labels: 'immediate', fraud_rate: 0.02 } },
    { title: 'With the truth, to see how good a detector could be', options: { truth: true, mimicry: 0.3 } },
  ],
  open: (settings, context) => new Bank(settings, context),
})

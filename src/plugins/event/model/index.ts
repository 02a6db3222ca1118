import { defineEvent, modelReference } from '../../../kernel/index.ts'
import { draftLines } from './lines.ts'

export default defineEvent({
  name: 'model',
  title: 'Model',
  summary: 'Records of a simulation, one or more a timestamp. Each model has its own page and options.',
  options: modelReference(),
  examples: [
    { title: 'Purchases with «buy now, pay later»', options: { name: 'bnpl' } },
    {
      title: 'The same in a recession',
      options: { name: 'bnpl', economic_stress_factor: 0.8, base_default_rate: 0.05 },
    },
  ],
  // The loader hands over nothing without the model that its options name.
  open(_, { model, zone }) {
    const { drafts, fields } = model!
    return { ...model!, ...(drafts && fields && draftLines(drafts, fields, zone)) }
  },
})

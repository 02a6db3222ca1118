import * as z from 'zod'
import { defineOutput, formatterReference } from '../../../kernel/index.ts'

export default defineOutput({
  name: 'discard',
  title: 'Nowhere',
  summary:
    'Formats events, counts them as written and discards them: for dry runs and to measure how fast a project is.',
  options: z.strictObject({ formatter: formatterReference('plain') }),
  examples: [{ title: 'Only make events', options: {} }],
  open: () => ({ write: () => undefined }),
})

import * as z from 'zod'
import { defineFormatter } from '../../../kernel/index.ts'

export default defineFormatter({
  name: 'eventum-http-input',
  title: 'Trigger for an http input',
  summary:
    'One message a batch, {"count": N}: what the http input of another generator takes as «make N events».',
  options: z.strictObject({}),
  examples: [{ title: 'Drive another generator', options: {} }],
  open: () => ({
    contentType: 'application/json',
    gathers: true,
    format: (batch) => ({ frames: [`{"count": ${batch.size}}`], carries: 'all', refused: [] }),
  }),
})

import * as z from 'zod'
import { defineFormatter } from '../../../kernel/index.ts'
import { formatEach } from '../../encoding/format.ts'
import { eventText } from '../../encoding/record.ts'

export default defineFormatter({
  name: 'plain',
  title: 'Plain text',
  summary: 'Each event as it is. A record becomes compact JSON.',
  options: z.strictObject({}),
  examples: [{ title: 'Events as they are', options: {} }],
  open: () => ({
    contentType: 'text/plain',
    format(batch) {
      if (batch.events.every((event) => typeof event === 'string')) {
        return { frames: batch.events, carries: 'each', refused: [] }
      }
      return formatEach(batch, eventText)
    },
  }),
})

import * as z from 'zod'
import { defineFormatter } from '../../../kernel/index.ts'
import { formatEach } from '../../encoding/format.ts'
import { indented } from '../../encoding/indent.ts'
import { joined } from '../../encoding/joined.ts'
import { jsonLines, spacedJson } from '../../encoding/json-event.ts'

const NONE = new Int32Array(0)

export default defineFormatter({
  name: 'json-batch',
  title: 'JSON array',
  summary: 'All events of a batch as one JSON array. A batch without a valid event yields nothing.',
  options: z.strictObject({
    indent: z
      .int()
      .min(0)
      .max(100)
      .default(0)
      .describe('Blanks a level of nesting; 0 keeps the array on one line.'),
  }),
  examples: [{ title: 'One array a batch', options: {} }],
  open: ({ indent }) => ({
    contentType: 'application/json',
    gathers: true,
    form: 'json',
    format(batch) {
      const formatted = indent === 0 ? jsonLines(batch) : formatEach(batch, spacedJson)
      const { frames, refused } = formatted
      formatted.release?.()
      if (frames.length === 0) return { frames, carries: NONE, refused }
      const array = indent === 0 ? joined(frames, '[', ', ', ']') : indented(`[${frames.join(', ')}]`, indent)
      return { frames: [array], carries: 'all', refused }
    },
  }),
})

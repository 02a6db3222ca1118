import * as z from 'zod'
import { type Batch, defineFormatter, type Event } from '../../../kernel/index.ts'
import { formatEach } from '../../encoding/format.ts'
import { indented } from '../../encoding/indent.ts'
import { jsonLine, spacedJson } from '../../encoding/json-event.ts'
import { knownJson } from '../../encoding/known-json.ts'

export default defineFormatter({
  name: 'json',
  title: 'JSON',
  summary:
    'Each event as one JSON value. A text is checked and spaced anew, nothing else changes; a record is printed compactly.',
  options: z.strictObject({
    indent: z
      .int()
      .min(0)
      .max(100)
      .default(0)
      .describe('Blanks a level of nesting; 0 keeps each event on one line.'),
  }),
  examples: [
    { title: 'One line an event', options: {} },
    { title: 'For people', options: { indent: 2 } },
  ],
  open({ indent }) {
    const spread = (event: Event, index: number, batch: Batch): string =>
      indented(spacedJson(event, index, batch), indent)
    const encode = indent === 0 ? jsonLine : spread
    return {
      contentType: 'application/json',
      each: true,
      form: 'json',
      format(batch) {
        const known = indent === 0 ? knownJson(batch) : undefined
        return known ? { frames: known, carries: 'each', refused: [] } : formatEach(batch, encode)
      },
    }
  },
})

import * as z from 'zod'
import { defineInput, tags } from '../../../kernel/index.ts'
import { cutBlocks } from '../blocks.ts'

const options = z.strictObject({
  count: z.int().min(1).describe('How many timestamps.'),
  tags: tags(),
})

export default defineInput({
  name: 'static',
  title: 'One instant',
  summary:
    'A given number of timestamps, all of the instant at which generation starts (or the range, where one is given).',
  options,
  examples: [{ title: 'A hundred events at once', options: { count: 100 } }],
  open({ count, tags }, { origin, range }) {
    const instant = range.from ?? origin
    const total = instant <= (range.to ?? instant) ? count : 0
    return {
      tags,
      count: total,
      end: instant,
      blocks: (from, size) =>
        cutBlocks(total > 0 && instant >= from ? [Float64Array.of(instant)] : [], count, size),
    }
  },
})

import * as z from 'zod'
import { defineDistortion } from '../../../kernel/index.ts'
import { eventTest, where } from '../condition.ts'
import { delayOption, drawDelay } from '../delay.ts'

const options = z.strictObject({
  rate: z.number().min(0).max(1).default(0.01).describe('Share of events that arrive twice.'),
  delay: delayOption
    .default(0)
    .describe(
      'How much later the copy arrives: seconds, `5s`, or a distribution. Right behind the event by default.',
    ),
  where: where(),
})

export default defineDistortion({
  name: 'duplicate',
  title: 'Duplicates',
  summary:
    'Lets events arrive a second time, as when a sender tries again. Distortions listed before are in both copies, those listed after act on each by itself.',
  options,
  examples: [
    { title: 'One event in a hundred', options: { rate: 0.01 } },
    {
      title: 'Retries after half a minute or so, of payments only',
      options: {
        rate: 0.05,
        delay: { distribution: 'exponential', mean: '30s' },
        where: { field: 'type', is: 'payment' },
      },
    },
  ],
  open({ rate, delay, where }, { target }) {
    const draw = drawDelay(delay)
    const chosen = eventTest(where, target)
    return {
      distort(batch) {
        for (let i = 0; i < batch.size; i++) {
          const rng = batch.rng(i)
          if (rng.float() < rate && chosen(batch, i)) batch.repeat(i, draw(rng))
        }
      },
    }
  },
})

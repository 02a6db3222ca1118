import * as z from 'zod'
import { defineDistortion } from '../../../kernel/index.ts'
import { eventTest, where } from '../condition.ts'
import { by, concerned } from '../keys.ts'

const options = z.strictObject({
  rate: z.number().min(0).max(1).default(0.01).describe('Share of events that are lost.'),
  by: by(),
  where: where(),
})

export default defineDistortion({
  name: 'drop',
  title: 'Lost events',
  summary: 'Loses events on the way: they are produced, counted, told in the ledger, and never delivered.',
  options,
  examples: [
    { title: 'One event in a thousand', options: { rate: 0.001 } },
    { title: 'Two percent of the sensors are dead', options: { rate: 0.02, by: 'sensor.id' } },
    { title: 'All heartbeats', options: { rate: 1, where: { field: 'type', is: 'heartbeat' } } },
  ],
  open({ rate, by, where }, { target, rng }) {
    const lost = concerned(rate, by, target, rng)
    const chosen = eventTest(where, target)
    return {
      distort(batch) {
        for (let i = 0; i < batch.size; i++)
          if (lost(batch, i, batch.rng(i).float()) && chosen(batch, i)) batch.drop(i)
      },
    }
  },
})

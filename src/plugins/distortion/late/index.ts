import * as z from 'zod'
import { defineDistortion, LoomError } from '../../../kernel/index.ts'
import { linkUp } from '../../../simulation/index.ts'
import { duration } from '../../duration.ts'
import { eventTest, where } from '../condition.ts'
import { delayOption, drawDelay } from '../delay.ts'
import { by, concerned, keyOf } from '../keys.ts'

const options = z.strictObject({
  rate: z.number().min(0).max(1).default(0.1).describe('Share of events that are late.'),
  delay: delayOption
    .prefault({ distribution: 'exponential', mean: '10s' })
    .describe('How late: seconds, `5s`, or a distribution.'),
  by: by(),
  outages: z
    .strictObject({
      every: duration().describe('One outage in each stretch of this length, at a random time in it.'),
      lasting: duration().prefault('1m').describe('Mean length, exponential; never longer than every.'),
    })
    .optional()
    .describe(
      'The link fails now and then: whatever would arrive meanwhile arrives when it is up again. With by, each value has outages of its own.',
    ),
  where: where(),
})

export default defineDistortion({
  name: 'late',
  title: 'Late and out-of-order events',
  summary:
    'Lets events arrive later than they happened, so that they come out of order. The event keeps its own time; late ones are held in memory until they are due.',
  options,
  examples: [
    { title: 'A tenth is late, by ten seconds on average', options: {} },
    {
      title: 'A few very late ones',
      options: { rate: 0.02, delay: { distribution: 'pareto', mean: '5m', alpha: 1.3 } },
    },
    {
      title: 'Each device loses its link about twice a day',
      options: { rate: 0, by: 'device_id', outages: { every: '12h', lasting: '10m' } },
    },
  ],
  open({ rate, delay, by, outages, where }, { target, rng }) {
    if (rate === 0 && outages === undefined)
      throw new LoomError(
        'E_OPTION_INVALID',
        'nothing would be late: "rate" is 0 and there are no "outages"',
        {
          hint: 'give a rate above 0, or outages',
        },
      )
    const draw = drawDelay(delay)
    const late = concerned(rate, by, target, rng)
    const chosen = eventTest(where, target)
    const streams = rng.fork('outages')
    return {
      distort(batch) {
        for (let i = 0; i < batch.size; i++) {
          if (!chosen(batch, i)) continue
          const own = batch.rng(i)
          const happened = batch.time[i]!
          let arrival = happened
          if (late(batch, i, own.float())) arrival += Math.round(draw(own))
          if (outages) {
            const key = by === undefined ? '' : keyOf(batch.value(i, by))
            if (key !== undefined) arrival = linkUp(streams.fork(key), outages, arrival)
          }
          batch.delay(i, arrival - happened)
        }
      },
    }
  },
})

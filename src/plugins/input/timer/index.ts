import * as z from 'zod'
import {
  defineInput,
  type Micros,
  moment,
  NEVER,
  parseMoment,
  resolveMoment,
  SECOND,
  tags,
} from '../../../kernel/index.ts'
import { cutBlocks } from '../blocks.ts'

/** Cycles computed at a time. */
const CHUNK = 1024

const options = z.strictObject({
  seconds: z.number().min(0.1).describe('Length of a cycle in seconds, rounded to microseconds.'),
  count: z.int().min(1).describe('How many timestamps at the end of each cycle.'),
  start: moment().nullable().default(null).describe('When the first cycle begins; null is now.'),
  repeat: z.int().min(1).nullable().default(null).describe('How many cycles; null is endless.'),
  tags: tags(),
})

/** The ends of cycles `first` … `last` (counted from 1), in chunks. */
function* cycles(
  start: Micros,
  period: Micros,
  first: number,
  last: number,
): Generator<Float64Array, undefined> {
  for (let cycle = first; cycle <= last; cycle += CHUNK) {
    const chunk = new Float64Array(Math.min(CHUNK, last - cycle + 1))
    for (let i = 0; i < chunk.length; i++) chunk[i] = start + (cycle + i) * period
    yield chunk
  }
}

export default defineInput({
  name: 'timer',
  title: 'Timer',
  summary: 'Timestamps at a fixed interval, the first one interval after the start.',
  options,
  examples: [
    { title: 'Five events every second, endlessly', options: { seconds: 1, count: 5 } },
    {
      title: 'Ten single events from a given start',
      options: { seconds: 0.5, count: 1, start: '2024-01-01', repeat: 10 },
    },
  ],
  async open({ seconds, count, start: written, repeat, tags }, context) {
    const { zone, origin, range } = context
    const own =
      written === null
        ? origin
        : resolveMoment('start', await parseMoment('start', written), { base: origin, origin, zone })
    const start = range.from ?? own
    const period = Math.round(seconds * SECOND)
    const latest = Math.min(range.to ?? NEVER, NEVER)
    const last = Math.min(repeat ?? Infinity, Math.max(0, Math.floor((latest - start) / period)))
    return {
      tags,
      end: start + last * period,
      ...(repeat === null && range.to === undefined ? {} : { count: last * count }),
      blocks(from, size) {
        const first = Math.max(1, Math.ceil((from - start) / period))
        return cutBlocks(cycles(start, period, first, last), count, size)
      },
    }
  },
})

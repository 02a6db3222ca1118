import * as z from 'zod'
import { defineInput, invalidOption, type Micros, moment, NEVER, tags } from '../../../kernel/index.ts'
import { cutBlocks, searchIndex } from '../blocks.ts'
import { type Range, runRange } from '../range.ts'

/** Instants computed at a time. */
const CHUNK = 4096

const options = z.strictObject({
  start: moment().describe('First timestamp.'),
  end: moment().describe('End of the range, relative to the start.'),
  count: z.int().min(1).describe('How many timestamps in all.'),
  endpoint: z.boolean().default(true).describe('Is the end itself the last timestamp?'),
  tags: tags(),
})

/**
 * The instant with the given index: start + ⌊span · index / steps⌋ µs. Exact as long as steps² < 2^53;
 * beyond, off by less than a microsecond and still ascending.
 */
function spread({ start, end }: Range, steps: number): (index: number) => Micros {
  const span = end - start
  const whole = Math.floor(span / steps)
  const rest = span - whole * steps
  const exact = rest * steps <= Number.MAX_SAFE_INTEGER
  return (index) =>
    start + whole * index + Math.floor(exact ? (rest * index) / steps : rest * (index / steps))
}

function* instants(
  at: (index: number) => Micros,
  first: number,
  count: number,
): Generator<Float64Array, undefined> {
  for (let index = first; index < count; index += CHUNK) {
    const chunk = new Float64Array(Math.min(CHUNK, count - index))
    for (let i = 0; i < chunk.length; i++) chunk[i] = at(index + i)
    yield chunk
  }
}

export default defineInput({
  name: 'linspace',
  title: 'Linear space',
  summary: 'A given number of timestamps, evenly spread over a range.',
  options,
  examples: [
    { title: 'A thousand events over one day', options: { start: '2024-01-01', end: '+1d', count: 1000 } },
    {
      title: 'One event an hour, midnight excluded',
      options: { start: 'now', end: '+24h', count: 24, endpoint: false },
    },
  ],
  async open({ start, end, count, endpoint, tags }, context) {
    const range = await runRange({ start, end }, context)
    if (range.end === NEVER)
      throw invalidOption('end', 'an even spread needs an end before 2255', 'write a date or an offset')
    const at = spread(range, Math.max(1, endpoint ? count - 1 : count))
    const total = range.start <= range.end ? count : 0
    return {
      tags,
      count: total,
      ...(total > 0 ? { end: at(count - 1) } : {}),
      blocks(from, size) {
        const first = searchIndex(total, (index) => at(index) >= from)
        return cutBlocks(instants(at, first, total), 1, size)
      },
    }
  },
})

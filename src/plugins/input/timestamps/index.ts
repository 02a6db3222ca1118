import * as z from 'zod'
import { defineInput, filePath, moment, tags } from '../../../kernel/index.ts'
import { cutBlocks, firstAtLeast } from '../blocks.ts'
import { instantsOfFile, instantsOfList } from './source.ts'

const options = z.strictObject({
  source: z
    .union([filePath(), z.array(moment()).min(1)])
    .describe('A file with one timestamp a line, or a list: ISO 8601 text or Unix times.'),
  tags: tags(),
})

function isAscending(column: Float64Array): boolean {
  return column.every((value, index) => index === 0 || value >= column[index - 1]!)
}

export default defineInput({
  name: 'timestamps',
  title: 'Given timestamps',
  summary: 'The timestamps of a list or a file; those without an offset are in the generator’s zone.',
  options,
  examples: [
    {
      title: 'Three moments',
      options: { source: ['2024-01-01T10:00:00Z', '2024-01-01T12:00:00+02:00', 1704110400.5] },
    },
    { title: 'A file, one timestamp a line', options: { source: 'timestamps.txt' } },
  ],
  async open({ source, tags }, { zone, range, log, resolve }) {
    const all =
      typeof source === 'string' ? await instantsOfFile(resolve(source), zone) : instantsOfList(source, zone)
    if (!isAscending(all)) {
      log.warn('timestamps are not in ascending order and were sorted', { count: all.length })
      all.sort()
    }
    const instants = all.subarray(
      firstAtLeast(all, range.from ?? Number.NEGATIVE_INFINITY),
      firstAtLeast(all, (range.to ?? Infinity) + 1),
    )
    return {
      tags,
      count: instants.length,
      ...(instants.length > 0 ? { end: instants.at(-1)! } : {}),
      blocks: (from, size) => cutBlocks([instants.subarray(firstAtLeast(instants, from))], 1, size),
    }
  },
})

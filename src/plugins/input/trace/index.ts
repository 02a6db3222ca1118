import { extname } from 'node:path'
import * as z from 'zod'
import {
  defineInput,
  filePath,
  invalidOption,
  moment,
  NEVER,
  parseMoment,
  resolveMoment,
} from '../../../kernel/index.ts'
import { traceInstants } from '../../../simulation/index.ts'
import { duration } from '../../duration.ts'
import { arrivalOptions, arrivalsOf } from '../arrivals.ts'
import { ownRange } from '../range.ts'
import { moved, readRecording } from './recording.ts'

const FORMATS = { '.csv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' } as const

const options = z.strictObject({
  path: filePath().describe('A file of arrival times, or of counts per interval.'),
  format: z
    .enum(['csv', 'ndjson'])
    .optional()
    .describe('CSV with a header, or a JSON object a line; by default as the extension says.'),
  delimiter: z.string().length(1).default(',').describe('What separates the columns of a CSV file.'),
  time: z
    .string()
    .default('timestamp')
    .describe(
      'The column or field of the time: ISO 8601, in the zone of the generator unless it has an offset, or Unix time.',
    ),
  counts: z
    .string()
    .nullable()
    .default(null)
    .describe('The column or field of counts, if a row stands for an interval that begins at its time.'),
  interval: duration()
    .nullable()
    .default(null)
    .describe('Length of an interval; null is up to the next row, for the last row as long as before.'),
  scale: z
    .number()
    .gt(0)
    .max(1e6)
    .default(1)
    .describe('How many times as many arrivals: 0.1 keeps one in ten at random.'),
  speed: z.number().gt(0).default(1).describe('How many times as fast: 24 replays a day in an hour.'),
  ...arrivalOptions,
  start: moment().nullable().default(null).describe('When the first row shall be; null is as recorded.'),
})

export default defineInput({
  name: 'trace',
  title: 'Recorded arrivals',
  summary:
    'Timestamps of a recording: arrival times or counts per interval, moved, thinned, multiplied or sped up.',
  options,
  examples: [
    { title: 'As recorded', options: { path: 'requests.csv', time: 'received_at' } },
    {
      title: 'Counts per five minutes, a tenth of them, as if the recording began now',
      options: {
        path: 'load.ndjson',
        time: 'at',
        counts: 'requests',
        interval: '5m',
        scale: 0.1,
        start: 'now',
      },
    },
  ],
  async open({ path, format: written, scale, speed, start, end, count, tags, ...columns }, context) {
    const format = written ?? FORMATS[extname(path).toLowerCase() as keyof typeof FORMATS]
    if (format === undefined)
      throw invalidOption('path', `the extension of "${path}" names no format`, 'add format: csv or ndjson')
    const { origin, zone, range, log } = context
    const recorded = await readRecording(context.resolve(path), { ...columns, format }, zone, log)
    const begin = start === null ? recorded.times[0]! : (await ownRange({ start, end: null }, context)).start
    const until =
      end === null
        ? NEVER
        : resolveMoment('end', await parseMoment('end', end), { base: begin, origin, zone })
    const recording = moved(recorded, begin, speed)
    const last = (recording.intervals?.ends ?? recording.times).at(-1)!
    const span = { start: range.from ?? begin, end: Math.min(range.to ?? until, last) }
    return arrivalsOf(span, { count, tags }, (_, from) =>
      traceInstants(context.rng, { ...recording, scale }, from),
    )
  },
})

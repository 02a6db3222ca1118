import * as z from 'zod'
import { filePath, LoomError } from '../../../kernel/index.ts'
import { encodingOption } from '../../encoding/names.ts'

export const options = z.strictObject({
  path: filePath().describe('The recorded file; unpacked while it is read if its name ends in .gz.'),
  format: z
    .enum(['lines', 'ndjson', 'csv'])
    .default('lines')
    .describe(
      'What one event is: a line; a line that must be JSON; or a row of a table as a record, named by the first row.',
    ),
  delimiter: z.string().length(1).default(',').describe('What stands between the fields of a csv row.'),
  encoding: encodingOption(),
  chunk_size: z
    .int()
    .min(0)
    .default(1_048_576)
    .describe('Bytes read at once; 0 reads the whole file at once.'),
  repeat: z.boolean().default(false).describe('Begin again at the end of the file, for ever.'),
  loop: z.int().min(1).optional().describe('How many times the file is played through; instead of repeat.'),
  timestamp_pattern: z
    .string()
    .nullable()
    .default(null)
    .describe(
      'Regular expression in Python syntax; what its group "timestamp" matches is written over with the time.',
    ),
  timestamp_field: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe(
      'Column of a csv row, or dotted path in a JSON line, whose value is written over with the time.',
    ),
  timestamp_format: z
    .string()
    .nullable()
    .default(null)
    .describe(
      'How times are written and, where recorded ones are read, read: strftime format. Default: ISO 8601.',
    ),
  timestamps: z
    .enum(['tick', 'recorded'])
    .default('tick')
    .describe(
      'The time that is written: the time at which the event happens, or the recorded one, moved so that the first event of a pass keeps its tick and the gaps stay as recorded. It changes the text only; the input says when events are sent.',
    ),
  speed: z
    .number()
    .positive()
    .default(1)
    .describe('With recorded timestamps: recorded gaps are divided by this; 2 is twice as fast.'),
})

export type ReplayOptions = z.output<typeof options>

/** E_OPTION_INVALID for options that do not go together. */
export function checkOptions(settings: ReplayOptions): void {
  const {
    format,
    repeat,
    loop,
    timestamp_pattern: pattern,
    timestamp_field: field,
    timestamps,
    speed,
  } = settings
  const refuse = (message: string, hint: string): never => {
    throw new LoomError('E_OPTION_INVALID', message, { hint })
  }
  if (repeat && loop !== undefined) refuse('"repeat" and "loop" cannot both be given', 'keep one of them')
  if (pattern !== null && field !== null) {
    refuse('"timestamp_pattern" and "timestamp_field" cannot both be given', 'keep one of them')
  }
  if (field !== null && format === 'lines') {
    refuse('"timestamp_field" needs records', 'set "format" to ndjson or csv, or use "timestamp_pattern"')
  }
  if (pattern !== null && format === 'csv') {
    refuse('"timestamp_pattern" does not work on csv rows', 'name the column in "timestamp_field"')
  }
  if (timestamps === 'recorded' && pattern === null && field === null) {
    refuse(
      '"timestamps: recorded" needs to know where the time stands',
      'add "timestamp_pattern" or "timestamp_field"',
    )
  }
  if (speed !== 1 && timestamps === 'tick') {
    refuse('"speed" works with recorded timestamps only', 'add "timestamps: recorded"')
  }
}

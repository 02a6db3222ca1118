import * as z from 'zod'
import { byteSize, filePath, formatterReference, freeMap, parseDuration } from '../../kernel/index.ts'
import { COLUMN_TYPES } from './schema.ts'

const rotate = z
  .strictObject({
    max_rows: z.int().min(1).optional().describe('Rows of a file, at most.'),
    max_bytes: byteSize().optional().describe('Size of a file from which on it is finished, as 500MB.'),
    every: z
      .string()
      .refine((text) => text === 'hour' || text === 'day' || (parseDuration(text) ?? 0) > 0, {
        message: 'must be hour, day or a duration such as 15m',
      })
      .optional()
      .describe(
        'A new file each hour, day or duration of event time, counted from midnight of the generator’s zone. Late events go to the file that is open.',
      ),
  })
  .default({ max_rows: 1_000_000 })
  .describe('When to finish a file and begin the next. With a checkpoint each checkpoint does so, too.')

/** What all outputs that write files of columns have in common. */
export const columnFileOptions = {
  path: filePath()
    .min(1)
    .describe(
      'The files: {n} stands for a rising number, before the extension if it is not there. A file is there under its name when it is finished.',
    ),
  schema: freeMap(z.enum(COLUMN_TYPES))
    .optional()
    .describe(
      'Columns and what they hold: string, integer, number, boolean, timestamp (from ISO 8601) or json (anything, as text). Without it the declared fields of the events count, or what the first write holds.',
    ),
  extra_fields: z
    .enum(['reject', 'drop'])
    .default('reject')
    .describe('What becomes of an event with a field that is no column: it is rejected, or loses the field.'),
  batch_rows: z
    .int()
    .min(1)
    .max(10_000_000)
    .default(100_000)
    .describe('Rows that are written together; they are held in memory until then.'),
  rotate,
  formatter: formatterReference('plain'),
}

export interface ColumnFileOptions {
  readonly path: string
  readonly schema?: Readonly<Record<string, (typeof COLUMN_TYPES)[number]>> | undefined
  readonly extra_fields: 'reject' | 'drop'
  readonly batch_rows: number
  readonly rotate: z.output<typeof rotate>
  readonly formatter: { readonly format: string }
}

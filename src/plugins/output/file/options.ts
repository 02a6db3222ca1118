import { EOL } from 'node:os'
import * as z from 'zod'
import { byteSize, filePath, formatterReference, parseDuration } from '../../../kernel/index.ts'
import { encodingOption } from '../../encoding/names.ts'

const size = byteSize()
  .optional()
  .describe(
    'Largest size of a file on the disk, in bytes or as 10MB, 1GiB. Compressed files may exceed it by one block.',
  )

const every = z
  .string()
  .refine((text) => text === 'hour' || text === 'day' || (parseDuration(text) ?? 0) > 0, {
    message: 'must be hour, day or a duration such as 15m',
  })
  .optional()
  .describe(
    'A new file each hour, day or duration (15m, 6h) of event time, counted from midnight of the generator’s zone. Late events go to the file that is open.',
  )

const rotate = z
  .strictObject({
    max_bytes: size,
    every,
    name: z
      .string()
      .regex(/^[^/\\]*\{n\}[^/\\]*$/, 'must hold {n} and no path separator')
      .default('{stem}.{n}{ext}')
      .describe(
        'Name of a finished file, beside the open one: {stem} and {ext} of its name, {n} a rising number, {time} the beginning of its time window (20240131T150000).',
      ),
    keep: z
      .int()
      .min(1)
      .optional()
      .describe('How many finished files to keep; the oldest are deleted. All by default.'),
  })
  .refine(
    (chosen) => chosen.max_bytes !== undefined || chosen.every !== undefined,
    'needs max_bytes or every',
  )
  .optional()
  .describe('When to finish a file and begin the next.')

export const options = z
  .strictObject({
    path: filePath().min(1).describe('The file; its folders are created.'),
    flush_interval: z
      .number()
      .min(0)
      .default(1)
      .describe(
        'Seconds between two syncs with fsync: interval; 0 syncs each batch. Otherwise nothing waits to be flushed: a batch counts as written when the system has taken it.',
      ),
    cleanup_interval: z
      .number()
      .min(1)
      .default(10)
      .describe('Seconds without events after which the file is closed.'),
    file_mode: z
      .int()
      .min(0)
      .max(7777)
      .refine((digits) => !/[89]/.test(String(digits)), 'must have octal digits only, such as 640')
      .default(640)
      .describe('Permissions of a new file, as the octal digits of chmod; the umask applies.'),
    write_mode: z
      .enum(['append', 'overwrite'])
      .default('append')
      .describe('Go on with an existing file, or empty it when the run begins.'),
    encoding: encodingOption(),
    separator: z
      .string()
      .default(EOL)
      .describe('What follows each event; a line break of the system by default.'),
    rotate,
    compress: z
      .enum(['gzip', 'zstd'])
      .optional()
      .describe(
        'Compress the file. Each batch is a member (gzip) or frame (zstd) of its own, readable at once and after a crash; small batches compress badly. zstd needs Node.js 22.15.',
      ),
    compress_level: z.int().min(1).max(22).optional().describe('1 is fastest; gzip goes to 9, zstd to 22.'),
    fsync: z
      .enum(['never', 'interval', 'always', 'close'])
      .default('never')
      .describe(
        'When to force data to the disk, beyond what the system does by itself: only a power cut needs it, not a crash of the process.',
      ),
    atomic: z
      .boolean()
      .default(false)
      .describe(
        'Write to PATH.part and put it in the place of the old file when the run ends; after a failure the old file stays. Needs write_mode: overwrite.',
      ),
    formatter: formatterReference('plain'),
  })
  .check(({ value, issues }) => {
    const refuse = (option: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [option], message })
    if (value.atomic && value.write_mode === 'append') refuse('atomic', 'needs write_mode: overwrite')
    if (value.compress_level !== undefined && value.compress === undefined) {
      refuse('compress_level', 'needs compress')
    }
    if (value.compress === 'gzip' && (value.compress_level ?? 1) > 9) {
      refuse('compress_level', 'gzip has levels 1 to 9')
    }
  })

export type FileOptions = z.output<typeof options>

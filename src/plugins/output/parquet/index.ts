import * as z from 'zod'
import { defineOutput } from '../../../kernel/index.ts'
import { columnFileOptions } from '../../columns/options.ts'

const options = z.strictObject({
  ...columnFileOptions,
  compression: z
    .enum(['none', 'snappy', 'gzip', 'brotli', 'zstd'])
    .default('snappy')
    .describe('How pages are compressed. zstd needs Node.js 22.15 or newer.'),
})

export default defineOutput({
  name: 'parquet',
  title: 'Parquet files',
  summary:
    'Writes records to Parquet files, one after the other. A file has its name when it is whole; with a checkpoint each event is in exactly one. Needs the package hyparquet-writer.',
  options,
  examples: [
    { title: 'A million rows a file', options: { path: 'out/events-{n}.parquet' } },
    {
      title: 'Chosen columns, a file an hour',
      options: {
        path: 'out/orders.parquet',
        schema: { id: 'integer', at: 'timestamp', amount: 'number', items: 'json' },
        extra_fields: 'drop',
        compression: 'gzip',
        rotate: { every: 'hour' },
      },
    },
  ],
  serial: true,
  async open(options, context) {
    const { parquetOutput } = await import('./writer.ts')
    return parquetOutput(options, context)
  },
})

export type ParquetOptions = z.output<typeof options>

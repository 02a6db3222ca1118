import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'
import { fileOutput } from './output.ts'

export default defineOutput({
  name: 'file',
  title: 'File',
  summary:
    'Writes to a file, which may rotate by size or event time and be compressed. A file that is renamed or deleted meanwhile is begun anew; after an error it still ends with a whole event.',
  options,
  examples: [
    { title: 'JSON lines', options: { path: 'output/events.jsonl', formatter: { format: 'json' } } },
    {
      title: 'A compressed file a day, a week of them',
      options: {
        path: 'logs/app.log.gz',
        compress: 'gzip',
        rotate: { every: 'day', name: '{stem}.{time}.{n}{ext}', keep: 7 },
      },
    },
    {
      title: 'All or nothing',
      options: { path: 'data.csv', write_mode: 'overwrite', atomic: true, formatter: { format: 'csv' } },
    },
  ],
  serial: true,
  open: (options, context) => fileOutput(options, context),
})

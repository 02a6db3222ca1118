import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'
import { postgresOutput } from './output.ts'

export default defineOutput({
  name: 'postgres',
  title: 'PostgreSQL',
  summary:
    'Writes each event as a row, a batch with one COPY. A row that the table refuses fails alone. With id_column each event arrives exactly once, whatever happens on the way. Needs the package pg.',
  options,
  examples: [
    {
      title: 'Fields to the columns of their names, in a table that is created if need be',
      options: { url: 'postgres://loader@db.example.com/shop', table: 'orders', create_table: true },
    },
    {
      title: 'Exactly once, with the whole event beside two of its fields',
      options: {
        host: 'localhost',
        database: 'logs',
        table: 'access',
        id_column: 'event_id',
        columns: { at: '$time', status: 'http.response.status', event: '$event' },
      },
    },
    {
      title: 'The newest state of each sensor',
      options: { table: 'sensors', conflict_columns: ['sensor'], on_conflict: 'update' },
    },
  ],
  open: (options, context) => postgresOutput(options, context),
})

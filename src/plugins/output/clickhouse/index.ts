import { defineOutput } from '../../../kernel/index.ts'
import { options } from './options.ts'

export default defineOutput({
  name: 'clickhouse',
  title: 'ClickHouse',
  summary:
    'Inserts each batch into a table over HTTP, in any input format. Rows that the table refuses fail alone. A request that is sent again carries the same name, so that ClickHouse stores it once where the table remembers names.',
  options,
  examples: [
    { title: 'JSON rows', options: { host: 'localhost', database: 'shop', table: 'orders' } },
    {
      title: 'CSV over TLS, collected by the server',
      options: {
        host: 'clickhouse.example.com',
        port: 8443,
        protocol: 'https',
        username: 'loom',
        password: '…',
        table: 'readings',
        input_format: 'CSV',
        async_insert: true,
        formatter: { format: 'csv', columns: ['device', 'value'] },
      },
    },
    {
      title: 'All in one address',
      options: { dsn: 'clickhouses://loom:secret@clickhouse.example.com/shop', table: 'orders' },
    },
  ],
  async open(options, context) {
    const { clickhouseOutput } = await import('./output.ts')
    return clickhouseOutput(options, context)
  },
})

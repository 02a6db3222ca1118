import { chdb } from '../services/chdb.ts'
import { faultProxy } from '../services/fault-proxy.ts'
import type { Ordeal } from './faulty-run.ts'

export const clickhouseOrdeals: Ordeal[] = [
  {
    name: 'clickhouse, a table that knows tokens',
    once: true,
    async start() {
      const server = await chdb.start()
      const { host, port, username, password } = server.address
      const sql = async (text: string) => {
        const headers = { 'x-clickhouse-user': String(username), 'x-clickhouse-key': String(password) }
        const answer = await fetch(`http://${host}:${port}/`, { method: 'POST', body: text, headers })
        const said = await answer.text()
        if (!answer.ok) throw new Error(said)
        return said
      }
      const engine = 'MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 10000'
      await sql(`CREATE TABLE events (n Int64, text String) ENGINE = ${engine}`)
      const proxy = await faultProxy(() => Number(port))
      return {
        proxy,
        output: {
          clickhouse: {
            host: proxy.host,
            port: proxy.port,
            username,
            password,
            table: 'events',
            connect_timeout: 2,
            formatter: { format: 'plain' },
          },
        },
        async arrived() {
          const rows = (await sql('SELECT n, count() FROM events GROUP BY n FORMAT TSV')).split('\n')
          return new Map(
            rows.filter((row) => row !== '').map((row) => row.split('\t').map(Number) as [number, number]),
          )
        },
        async stop() {
          await proxy.close()
          await server.stop()
        },
      }
    },
  },
]

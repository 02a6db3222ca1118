import pg from 'pg'
import { faultProxy } from '../services/fault-proxy.ts'
import { postgres } from '../services/postgres.ts'
import type { Ordeal } from './faulty-run.ts'

const ordeal = (once: boolean): Ordeal => ({
  name: once ? 'postgres with id_column' : 'postgres, plain COPY',
  once,
  async start() {
    const server = await postgres.start()
    const { ca: _, ...address } = server.address
    const client = new pg.Client(address)
    await client.connect()
    await client.query('create table events (id uuid unique, n int, text text)')
    const proxy = await faultProxy(() => address.port as number)
    const { user, password, database } = address
    const login = {
      host: proxy.host,
      port: proxy.port,
      username: user,
      password,
      database,
      connect_timeout: 2,
    }
    return {
      proxy,
      output: { postgres: { ...login, table: 'events', ...(once && { id_column: 'id' }) } },
      async arrived() {
        const { rows } = await client.query<{ n: number; times: number }>(
          'select n, count(*)::int as times from events group by n',
        )
        return new Map(rows.map(({ n, times }) => [n, times]))
      },
      async stop() {
        await proxy.close()
        await client.end()
        await server.stop()
      },
    }
  },
})

export const postgresOrdeals = [ordeal(true), ordeal(false)]

import pg from 'pg'
import type { OutputHarness } from '../../../../test/conformance/harness.ts'
import { outputConformance } from '../../../../test/conformance/output.ts'
import { type FaultProxy, faultProxy } from '../../../../test/services/fault-proxy.ts'
import { postgres } from '../../../../test/services/postgres.ts'
import type { Running } from '../../../../test/services/service.ts'
import output from './index.ts'

let server: Running
let proxy: FaultProxy
let tables = 0

const query = async <T extends object>(text: string): Promise<T[]> => {
  const { ca: _, ...address } = server.address
  const client = new pg.Client(address)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

const common = {
  plugin: output,
  async up() {
    server = await postgres.start()
    proxy = await faultProxy(() => server.address.port as number)
  },
  async down() {
    await proxy.close()
    await server.stop()
  },
  proxy: () => proxy,
  crash: { kill: () => server.kill(), resume: () => server.resume() },
} satisfies Partial<OutputHarness>

/** A new table: the event as it was sent, and a number that must not be negative. */
const target = async (options: object) => {
  const table = `events ${tables++}`
  await query(`create table "${table}" (
    id uuid unique, place bigserial, event text, n int generated always as ((event::jsonb->>'n')::int) stored check (n >= 0))`)
  return {
    options: {
      host: '127.0.0.1',
      port: proxy.port,
      username: server.address.user,
      password: server.address.password,
      table,
      columns: { event: '$event' },
      ...options,
    },
    arrived: async () =>
      (await query<{ event: string }>(`select event from "${table}" order by place`)).map(
        ({ event }) => event,
      ),
    poison: (n: number) => (n % 2 === 0 ? `{"n": -${n + 1}}` : `{"n": "text ${n}"}`),
    wrongCredentials: { password: 'wrong' },
    missing: { table: 'nowhere' },
  }
}

outputConformance('postgres', {
  ...common,
  exempt: { ids: 'without id_column every copy is a row' },
  target: () => target({}),
})

outputConformance('postgres, exactly once', {
  ...common,
  target: () => target({ id_column: 'id' }),
})

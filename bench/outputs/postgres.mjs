/** The postgres output next to a bare COPY of the same rows with pg-copy-streams, to a real server. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { load } from '../../scripts/typescript.mjs'
import { alone, compare, LINE, RECORD, ready, through } from './contest.mjs'

const EVENTS = 200_000
const BATCH = 10_000
const CHUNK = 64 * 1024
const CONNECTIONS = 2

const { postgres } = await load('test/services/postgres.ts')
const server = await postgres.start()
const { ca: _, ...address } = server.address
const admin = new pg.Client(address)
await admin.connect()

const record = ready(RECORD)
const login = { ...address, username: address.user, connections: CONNECTIONS }
delete login.user

/** Batches of ready rows over as many connections. */
async function copy(statement, row) {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client(address))
  await Promise.all(clients.map((client) => client.connect()))
  if (statement === ONCE) await Promise.all(clients.map((client) => client.query(STAGE)))
  let left = EVENTS / BATCH
  const sender = async (client) => {
    while (left-- > 0) {
      const stream = client.query(from(statement))
      let rows = ''
      for (let i = 0; i < BATCH; i++) {
        rows += row()
        if (rows.length < CHUNK) continue
        if (!stream.write(rows)) await once(stream, 'drain')
        rows = ''
      }
      stream.end(rows)
      await once(stream, 'finish')
    }
  }
  await Promise.all(clients.map(sender))
  await Promise.all(clients.map((client) => client.end()))
}

/** What makes rows arrive once: a stage, and from there what is not there yet. */
const ONCE = `copy pg_temp.stage from stdin;
  insert into once select * from pg_temp.stage on conflict (id) do nothing`
const STAGE = 'create temp table stage on commit delete rows as select * from once with no data'

const emptied = async (table, work) => {
  await admin.query(`truncate ${table}`)
  return await work()
}

const emptying = async (table, options, event = LINE) => {
  const write = await alone('postgres', { ...login, ...options }, EVENTS, { event, size: BATCH })
  return () => emptied(table, write)
}

try {
  await admin.query(`
    create unlogged table whole (event jsonb);
    create unlogged table parts (n bigint, level text, message text);
    create unlogged table once (id uuid primary key, event jsonb)`)
  const escaped = LINE.replaceAll('\\', '\\\\')
  const cells = `${RECORD.n}\t${RECORD.level}\t${RECORD.message}`
  const output = (options) => ({ postgres: { ...login, ...options } })
  const whole = { table: 'whole', columns: { event: '$event' } }
  await compare(
    `${EVENTS.toLocaleString('en')} rows of ${LINE.length} bytes over ${CONNECTIONS} connections`,
    3,
    {
      'text into jsonb': {
        events: EVENTS,
        bare: () => emptied('whole', () => copy('copy whole from stdin', () => `${escaped}\n`)),
        output: await emptying('whole', whole),
        run: () => emptied('whole', () => through(output(whole), EVENTS)),
      },
      'records into columns': {
        events: EVENTS,
        bare: () => emptied('parts', () => copy('copy parts from stdin', () => `${cells}\n`)),
        output: await emptying('parts', { table: 'parts', formatter: { format: 'json' } }, RECORD),
        run: () => emptied('parts', () => through(output({ table: 'parts' }), EVENTS, { event: record })),
      },
      'exactly once': {
        events: EVENTS,
        bare: () => emptied('once', () => copy(ONCE, () => `${randomUUID()}\t${escaped}\n`)),
        output: await emptying('once', { ...whole, table: 'once', id_column: 'id' }),
        run: () =>
          emptied('once', () => through(output({ ...whole, table: 'once', id_column: 'id' }), EVENTS)),
      },
    },
  )
} finally {
  await admin.end()
  await server.stop()
}

/** The clickhouse output next to a bare loop of the official client that inserts the same rows, to a real server. */
import { Readable } from 'node:stream'
import { createClient } from '@clickhouse/client'
import { load } from '../../scripts/typescript.mjs'
import { alone, compare, LINE, through } from './contest.mjs'

const EVENTS = 400_000
const BATCH = 10_000
const CONNECTIONS = 2
const BODY = Buffer.from(`${Array(BATCH).fill(LINE).join('\n')}\n`)

const { clickhouse } = await load('test/services/clickhouse.ts')
const server = await clickhouse.start()
const { host, port, username, password } = server.address
const client = createClient({
  url: `http://${host}:${port}`,
  username,
  password,
  max_open_connections: CONNECTIONS,
  compression: { request: false, response: false },
})

async function sql(text) {
  const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password }
  const answer = await fetch(`http://${host}:${port}/`, { method: 'POST', body: text, headers })
  if (!answer.ok) throw new Error(await answer.text())
  await answer.text()
}

async function bare() {
  let left = EVENTS / BATCH
  const sender = async () => {
    while (left-- > 0) {
      const values = Readable.from([BODY], { objectMode: false })
      const { stream } = await client.exec({ query: 'INSERT INTO bench FORMAT JSONEachRow', values })
      stream.resume()
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
}

const fresh = async (engine, work) => {
  await sql('DROP TABLE IF EXISTS bench')
  await sql(`CREATE TABLE bench (n Int64, level String, message String) ENGINE = ${engine}`)
  await work()
}

const options = {
  host,
  port,
  username,
  password,
  table: 'bench',
  pool_maxsize: CONNECTIONS,
}
const whole = { clickhouse: { ...options, delivery: { in_flight: CONNECTIONS } } }
const direct = await alone('clickhouse', options, EVENTS, { size: BATCH, inFlight: CONNECTIONS })

const contest = (engine) => ({
  events: EVENTS,
  size: BATCH,
  bare: () => fresh(engine, bare),
  output: () => fresh(engine, direct),
  run: () => fresh(engine, () => through(whole, EVENTS, { size: BATCH })),
})

try {
  await compare(
    `${EVENTS.toLocaleString('en')} rows of ${LINE.length} bytes, ${BATCH.toLocaleString('en')} a request`,
    5,
    {
      'to a table that keeps nothing': contest('Null'),
      'to a table': contest('MergeTree ORDER BY n'),
    },
  )
} finally {
  await client.close()
  await server.stop()
}

/** The opensearch output next to a bare loop of undici that posts the same bulk requests, to a real server. */
import { readFileSync } from 'node:fs'
import { Pool } from 'undici'
import { load } from '../../scripts/typescript.mjs'
import { alone, compare, LINE, through } from './contest.mjs'

const EVENTS = 40_000
const BATCH = 2000
const CONNECTIONS = 2

const { opensearch } = await load('test/services/opensearch.ts')
const server = await opensearch.start()
const { url, ca, username, password } = server.address
const pool = new Pool(url, { connections: CONNECTIONS, connect: { ca: readFileSync(ca) } })
const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

async function ask(method, path, body, type = 'application/json') {
  const headers = { authorization, 'content-type': type }
  const answer = await pool.request({ method, path, body, headers })
  const said = await answer.body.text()
  if (answer.statusCode >= 300 && answer.statusCode !== 404) throw new Error(said)
  return said
}

let ids = 0
async function bare(index) {
  let left = EVENTS / BATCH
  const sender = async () => {
    while (left-- > 0) {
      let body = ''
      for (let i = 0; i < BATCH; i++) {
        body += `{"index":{"_id":"${(ids++).toString(16).padStart(32, '0')}"}}\n${LINE}\n`
      }
      const said = await ask('POST', `/${index}/_bulk?filter_path=took,errors`, body, 'application/x-ndjson')
      if (!said.includes('"errors":false')) throw new Error(said)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
}

const fresh = async (work) => {
  await ask('DELETE', '/bench')
  const settings = { number_of_replicas: 0, refresh_interval: '-1' }
  await ask('PUT', '/bench', JSON.stringify({ settings, mappings: { dynamic: false } }))
  await work()
}

const options = {
  hosts: [url],
  username,
  password,
  ca_cert: ca,
  index: 'bench',
  connections: CONNECTIONS,
}
const whole = { opensearch: { ...options, delivery: { in_flight: CONNECTIONS } } }
const direct = await alone('opensearch', options, EVENTS, { size: BATCH, inFlight: CONNECTIONS })

try {
  await compare(`${EVENTS.toLocaleString('en')} documents of ${LINE.length} bytes, ${BATCH} a request`, 3, {
    'bulk, with ids': {
      events: EVENTS,
      size: BATCH,
      bare: () => fresh(() => bare('bench')),
      output: () => fresh(direct),
      run: () => fresh(() => through(whole, EVENTS, { size: BATCH })),
    },
  })
} finally {
  await pool.close()
  await server.stop()
}

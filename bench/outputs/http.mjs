/** The http output next to a bare loop of undici's Pool that posts the same bodies to the same server. */
import { Pool } from 'undici'
import { alone, compare, LINE, ready, server, through } from './contest.mjs'

const REQUESTS = 20_000
const EVENTS = 400_000
const BATCH = 1000
const CONNECTIONS = 10

const sink = await server('./sink.mjs', 'http')
const url = `http://127.0.0.1:${sink.port}`
const headers = {
  'content-type': 'text/plain',
  'user-agent': 'eventloom',
  'idempotency-key': '0123456789abcdef0123456789abcdef',
}
const output = (options) => ({ http: { url, connections: CONNECTIONS, ...options } })

async function bare(bodies) {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 })
  let next = 0
  const sender = async () => {
    while (next < bodies.length) {
      const body = bodies[next++]
      const { statusCode, body: answer } = await pool.request({ path: '/', method: 'POST', headers, body })
      if (statusCode !== 201) throw new Error(`answered ${statusCode}`)
      await answer.dump()
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
  await pool.close()
}

const bodies = (count, body) => Array.from({ length: count }, () => body)
const array = `[${Array(BATCH).fill(LINE).join(', ')}]`
/** As the formatter json-batch joins it. */
const joined = {
  contentType: 'application/json',
  format: ({ size }) => ({
    frames: [`[${Array(size).fill(LINE).join(', ')}]`],
    carries: 'all',
    refused: [],
  }),
}
const batched = {
  events: EVENTS,
  size: BATCH,
  bare: () => bare(bodies(EVENTS / BATCH, array)),
  output: await alone('http', output().http, EVENTS, { size: BATCH, formatter: joined }),
}

try {
  await compare(`events of ${LINE.length} bytes over ${CONNECTIONS} connections`, 5, {
    'an event a request': {
      events: REQUESTS,
      bare: () => bare(bodies(REQUESTS, LINE)),
      output: await alone('http', output().http, REQUESTS),
      run: () => through(output({ formatter: { format: 'plain' } }), REQUESTS),
    },
    [`${BATCH} events a request`]: {
      ...batched,
      run: () => through(output(), EVENTS, { size: BATCH }),
    },
    [`${BATCH} events a request, texts that must be checked`]: {
      ...batched,
      run: () => through(output(), EVENTS, { size: BATCH, event: ready(LINE, { vouched: false }) }),
    },
  })
} finally {
  sink.stop()
}

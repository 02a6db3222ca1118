/** The http output next to a bare loop of undici's Pool that posts the same bodies to the same server. */
import { Pool } from 'undici'
import { alone, compare, LINE, server, through } from './contest.mjs'

const REQUESTS = 20_000
const EVENTS = 400_000
const BATCH = 1000
const CONNECTIONS = 10

const sink = await server('./sink.mjs', 'http')
const url = `http://127.0.0.1:${sink.port}`
const headers = { 'content-type': 'text/plain', 'user-agent': 'eventloom' }
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

const lines = Array.from({ length: REQUESTS }, () => LINE)
/** As the formatter json-batch makes it, which checks and spaces JSON; the bare loop only joins. */
const spaced = LINE.replaceAll('":', '": ').replaceAll(',"', ', "')
const arrays = () => Array.from({ length: EVENTS / BATCH }, () => `[${Array(BATCH).fill(spaced).join(', ')}]`)

const joined = {
  contentType: 'application/json',
  format: ({ size }) => ({
    frames: [`[${Array(size).fill(spaced).join(', ')}]`],
    carries: 'all',
    refused: [],
  }),
}

try {
  await compare(`events of ${LINE.length} bytes over ${CONNECTIONS} connections`, 5, {
    'an event a request': {
      events: REQUESTS,
      bare: () => bare(lines),
      output: await alone('http', output().http, REQUESTS),
      run: () => through(output({ formatter: { format: 'plain' } }), REQUESTS),
    },
    [`${BATCH} events a request, checked JSON`]: {
      events: EVENTS,
      bare: () => bare(arrays()),
      output: await alone('http', output().http, EVENTS, { size: BATCH, formatter: joined }),
      run: () => through(output(), EVENTS, { size: BATCH }),
    },
  })
} finally {
  sink.stop()
}

/** The http output next to a bare loop of undici's Pool that posts the same bodies to the same server. */
import { Pool } from 'undici'
import { alone, compare, LINE, ready, server, through } from './contest.mjs'

const REQUESTS = 20_000
const EVENTS = 400_000
const BATCH = 1000
const CONNECTIONS = 10

const headers = {
  'content-type': 'text/plain',
  'user-agent': 'eventloom',
  'idempotency-key': '0123456789abcdef0123456789abcdef',
}

async function bare(url, count, body) {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 })
  let left = count
  const sender = async () => {
    while (left-- > 0) {
      const { statusCode, body: answer } = await pool.request({ path: '/', method: 'POST', headers, body })
      if (statusCode !== 201) throw new Error(`answered ${statusCode}`)
      await answer.dump()
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
  await pool.close()
}

/** As the formatter json-batch joins it. */
const ARRAY = `[${Array(BATCH).fill(LINE).join(', ')}]`
const joined = {
  contentType: 'application/json',
  format: () => ({ frames: [ARRAY], carries: 'all', refused: [] }),
}

const contest = async ({ port }, { event = ready(), batched = true } = {}) => {
  const url = `http://127.0.0.1:${port}`
  const options = { url, connections: CONNECTIONS, ...(!batched && { formatter: { format: 'plain' } }) }
  const [events, requests, size] = batched ? [EVENTS, EVENTS / BATCH, BATCH] : [REQUESTS, REQUESTS, 10_000]
  return {
    events,
    size,
    bare: () => bare(url, requests, batched ? ARRAY : LINE),
    output: await alone('http', options, events, { size, ...(batched && { formatter: joined }) }),
    run: () => through({ http: options }, events, { event, size }),
  }
}

const sinks = await Promise.all([server('./sink.mjs', 'http'), server('./sink.mjs', 'http', 'parse')])
const [careless, careful] = sinks
try {
  await compare(`events of ${LINE.length} bytes over ${CONNECTIONS} connections`, 5, {
    'an event a request': await contest(careless, { batched: false }),
    'an event a request, to a server that parses it': await contest(careful, { batched: false }),
    [`${BATCH} events a request`]: await contest(careless),
    [`${BATCH} events a request, to a server that parses them`]: await contest(careful),
    [`${BATCH} events a request, texts that must be checked first`]: await contest(careless, {
      event: ready(LINE, { vouched: false }),
    }),
  })
} finally {
  for (const sink of sinks) sink.stop()
}

/** The tcp output next to a bare socket that is written the same lines in chunks of 64 KiB. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { alone, compare, LINE, server, through } from './contest.mjs'

const EVENTS = 2_000_000
const CHUNK = 64 * 1024
const LINES = Math.ceil(CHUNK / (LINE.length + 1))
const READY = `${LINE}\n`.repeat(LINES)

async function bare(port) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  for (let sent = 0; sent < EVENTS; sent += LINES) {
    if (!socket.write(READY)) await once(socket, 'drain')
  }
  await new Promise((resolve) => socket.end(resolve))
  socket.destroy()
}

const contest = async ({ port }) => {
  const options = { host: '127.0.0.1', port }
  return {
    events: EVENTS,
    bare: () => bare(port),
    output: await alone('tcp', options, EVENTS, { inFlight: 20 }),
    run: () => through({ tcp: options }, EVENTS),
  }
}

const sinks = await Promise.all([server('./sink.mjs', 'tcp'), server('./sink.mjs', 'tcp', 'parse')])
try {
  await compare(`${EVENTS.toLocaleString('en')} lines of ${LINE.length + 1} bytes`, 3, {
    'to a server that throws all away': await contest(sinks[0]),
    'to a server that parses them': await contest(sinks[1]),
  })
} finally {
  for (const sink of sinks) sink.stop()
}

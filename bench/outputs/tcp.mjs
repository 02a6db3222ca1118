/** The tcp output next to a bare socket that is written the same lines in chunks of 64 KiB. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { alone, compare, LINE, server, through } from './contest.mjs'

const EVENTS = 1_000_000
const CHUNK = 64 * 1024

const sink = await server('./sink.mjs', 'tcp')
const output = (options) => ({ tcp: { host: '127.0.0.1', port: sink.port, ...options } })

async function bare() {
  const socket = connect(sink.port, '127.0.0.1')
  await once(socket, 'connect')
  let lines = ''
  for (let i = 0; i < EVENTS; i++) {
    lines += `${LINE}\n`
    if (lines.length < CHUNK) continue
    if (!socket.write(lines)) await once(socket, 'drain')
    lines = ''
  }
  await new Promise((resolve) => socket.end(lines, resolve))
  socket.destroy()
}

try {
  await compare(`${EVENTS.toLocaleString('en')} lines of ${LINE.length + 1} bytes`, 5, {
    lines: {
      events: EVENTS,
      bare,
      output: await alone('tcp', output().tcp, EVENTS, { inFlight: 100 }),
      run: () => through(output(), EVENTS),
    },
  })
} finally {
  sink.stop()
}

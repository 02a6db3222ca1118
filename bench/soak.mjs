/**
 * A live run with a healthy, a slow and a dead output: memory must stay flat and the healthy output unaffected.
 * `node bench/soak.mjs [minutes]`, 10 by default.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { machine, table } from './measure.mjs'

const minutes = Number(process.argv[2] ?? 10)
/** Events a second; the slow output takes so many milliseconds for a write. */
const RATE = 5000
const DELAY = 300
const EVERY = Math.max(5, minutes * 3) * 1000

const folder = mkdtempSync(join(tmpdir(), 'eventloom-soak-'))
const slow = createServer((request, response) => {
  request.resume().on('end', () => setTimeout(() => response.writeHead(201).end(), DELAY))
})
const dead = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(201).end())
})
const port = async (server) => {
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return server.address().port
}
writeFileSync(
  join(folder, 't.jinja'),
  '{"at": "{{ timestamp.isoformat() }}", "text": "about one hundred bytes, all in all, no more"}',
)
writeFileSync(
  join(folder, 'generator.yml'),
  `input: [{ timer: { seconds: 0.1, count: ${RATE / 10} } }]
event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }
output:
  - file: { path: out.log, rotate: { max_bytes: 50MB, keep: 1 } }
  - http: { url: "http://127.0.0.1:${await port(slow)}/", delivery: { in_flight: 4, max_events: 1000, linger: 0.2 } }
  - http: { url: "http://127.0.0.1:${await port(dead)}/" }
`,
)
const child = spawn(
  process.execPath,
  [
    new URL('../dist/cli/main.cjs', import.meta.url).pathname,
    'generate',
    '--path',
    folder,
    '--duration',
    `${minutes * 60}s`,
    '--progress',
    'json',
    '--dead-letters',
    '/dev/null',
  ],
  { stdio: ['ignore', 'ignore', 'pipe'] },
)
// The dead one lives for a moment: an output that cannot be opened would stop the start.
setTimeout(() => {
  dead.closeAllConnections()
  dead.close()
}, 5000)

const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024
const rows = []
let last
let next = performance.now() + EVERY
for await (const line of createInterface({ input: child.stderr })) {
  const report = JSON.parse(line)
  if (report.type === 'summary') last = report
  else if (performance.now() >= next) {
    next += EVERY
    const [file, slowly, never] = report.outputs
    rows.push([
      `${(report.elapsed / 60e6).toFixed(1)} min`,
      memory().toFixed(0),
      (file.written / (report.elapsed / 1e6)).toFixed(0),
      report.produced - file.written,
      report.produced - slowly.written,
      never.deadLettered,
      (file.latency.p99 / 1000).toFixed(1),
    ])
  }
}
slow.closeAllConnections()
slow.close()
rmSync(folder, { recursive: true })
console.log(`${machine()}; ${RATE.toLocaleString('en')} events/s, ${minutes} min\n`)
table(
  ['after', 'RSS MB', 'file events/s', 'file behind', 'slow behind', 'dead-lettered', 'file p99 ms'],
  rows,
)
const half = rows.slice(Math.floor(rows.length / 2)).map(([, rss]) => Number(rss))
console.log(
  `\nRSS in the second half ${Math.min(...half)}–${Math.max(...half)} MB; balanced: ${last?.balanced}`,
)
console.log(
  `lateness p50 ${last?.lateness.p50 / 1000} ms, p99 ${last?.lateness.p99 / 1000} ms, max ${last?.lateness.max / 1000} ms`,
)

/** 500 clients that each stream bnpl at 10 records/s: are all on rate, and how late does the server's loop run? */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLI, machine, table } from './measure.mjs'

const CLIENTS = Number(process.argv[2] ?? 500)
const RATE = 10
const SECONDS = Number(process.argv[3] ?? 20)

const folder = mkdtempSync(join(tmpdir(), 'eventloom-serve-'))
const monitor = join(folder, 'monitor.mjs')
writeFileSync(
  monitor,
  `import { monitorEventLoopDelay } from 'node:perf_hooks'
const delay = monitorEventLoopDelay({ resolution: 10 })
process.on('SIGUSR2', () => {
  delay.enable()
  delay.reset()
})
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  console.error('MONITOR ' + JSON.stringify({
    p99: delay.percentile(99) / 1e6, max: delay.max / 1e6, cpu: (user + system) / 1e6,
    rss: process.memoryUsage().rss / 1e6,
  }))
})`,
)
const service = spawn(process.execPath, ['--import', monitor, CLI, 'serve', '--port', '0'], {
  stdio: ['ignore', 'ignore', 'pipe'],
})
let told = ''
service.stderr.setEncoding('utf8').on('data', (text) => {
  told += text
})
while (!/http:\S+:\d+/.test(told)) await sleep(50)
const url = new URL('/stream/bnpl', /http:\S+:\d+/.exec(told)[0])

const agent = new Agent({ keepAlive: false, maxSockets: Infinity })
const counts = new Array(CLIENTS).fill(0)
const clients = await Promise.all(counts.map((_, i) => open(i)))
// From here on all are connected: count whole seconds only.
await sleep(1000)
process.kill(service.pid, 'SIGUSR2')
counts.fill(0)
const began = performance.now()
await sleep(SECONDS * 1000)
const seconds = (performance.now() - began) / 1000
const rates = counts.map((count) => count / seconds).sort((a, b) => a - b)
for (const client of clients) client.destroy()
service.kill('SIGTERM')
await new Promise((resolve) => service.once('exit', resolve))
rmSync(folder, { recursive: true })

const { p99, max, cpu, rss } = JSON.parse(/MONITOR (.*)/.exec(told)[1])
console.log(
  `${machine()}; ${CLIENTS} clients at ${RATE} records/s for ${SECONDS} s, clients on the same cores\n`,
)
table(
  ['slowest client /s', 'median /s', 'fastest /s', 'loop delay p99 ms', 'max ms', 'CPU s', 'memory MB'],
  [
    [rates[0], rates[CLIENTS >> 1], rates[CLIENTS - 1], p99, max, cpu, rss].map((value, i) =>
      value.toFixed(i < 3 ? 2 : 1),
    ),
  ],
)

function open(i) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers: { Accept: 'application/x-ndjson' } })
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.on('error', () => undefined)
      response.on('data', (bytes) => {
        for (const byte of bytes) if (byte === 10) counts[i]++
      })
      resolve(response)
    })
    asked.end(JSON.stringify({ seed: i, rate_per_second: RATE }))
  })
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

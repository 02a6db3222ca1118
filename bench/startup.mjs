/** From process start to the first byte of the first event on stdout. */
import { machine, median, runProcess, table } from './measure.mjs'

const RUNS = 11
const PACKS = new URL('../packs/', import.meta.url).pathname
const rows = []
for (const pack of ['web-access', 'auth-siem', 'iot-telemetry']) {
  const args = ['generate', '--path', `${PACKS}${pack}`, '--id', 'bench', '--live-mode', 'false']
  args.push('--from', '2025-01-06', '--max-events', '1', '--output', 'stdout', '--progress', 'none')
  const seen = []
  for (let i = 0; i <= RUNS; i++) seen.push(await runProcess(args, { stdout: 'pipe' }))
  const first = seen.slice(1).map((run) => run.firstByte * 1000)
  rows.push([pack, median(first).toFixed(0), Math.min(...first).toFixed(0), Math.max(...first).toFixed(0)])
}
console.log(`${machine()}; ${RUNS} runs\n`)
table(['pack', 'first event, median ms', 'min', 'max'], rows)

/** Each pack as a whole process: to a file, to stdout, and its events alone. */
import { readdirSync, rmSync } from 'node:fs'
import { machine, median, runProcess, table } from './measure.mjs'

const COUNT = Number(process.env.COUNT ?? 400_000)
const RUNS = 5
const PACKS = new URL('../packs/', import.meta.url).pathname

const targets = { file: '/dev/shm/eventloom-bench.log', stdout: 'stdout' }
const rows = []
for (const pack of readdirSync(PACKS)) {
  for (const [name, output] of Object.entries(targets)) {
    const runs = []
    for (let i = 0; i <= RUNS; i++) {
      const args = [
        'generate',
        '--path',
        `${PACKS}${pack}`,
        '--id',
        'bench',
        '--seed',
        '1',
        '--live-mode',
        'false',
      ]
      args.push(
        '--from',
        '2025-01-06',
        '--max-events',
        String(COUNT),
        '--output',
        output,
        '--progress',
        'json',
      )
      // Else a run is measured emptying the file of the one before.
      if (name === 'file') rmSync(output, { force: true })
      runs.push(await runProcess(args, { stdout: 'pipe' }))
    }
    const counted = runs.slice(1)
    const seconds = median(counted.map((run) => run.seconds))
    const bytes = counted[0].summary.total.bytes
    rows.push([
      pack,
      name,
      Math.round(COUNT / seconds).toLocaleString('en'),
      (bytes / COUNT).toFixed(0),
      (bytes / seconds / 1e6).toFixed(0),
      (median(counted.map((run) => run.peak)) / 1e6).toFixed(0),
    ])
  }
}
console.log(`${machine()}; whole process, medians of ${RUNS} runs, ${COUNT.toLocaleString('en')} events\n`)
table(['pack', 'to', 'events/s', 'bytes an event', 'MB/s', 'peak MB'], rows)

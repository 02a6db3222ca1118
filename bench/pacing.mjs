/** Live pacing: ten seconds at each rate; how exact the rate is and how late events are. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, runProcess, table } from './measure.mjs'

const SECONDS = 10
const folder = mkdtempSync(join(tmpdir(), 'eventloom-bench-'))
const rows = []
try {
  writeFileSync(join(folder, 't.jinja'), 'tick {{ timestamp.isoformat() }}')
  for (const rate of [1, 1_000, 50_000]) {
    // Starts a second after the process, so that the first event is not already late.
    writeFileSync(
      join(folder, 'generator.yml'),
      `input: [{ linspace: { start: +1s, end: +${SECONDS}s, count: ${rate * SECONDS}, endpoint: false } }]
event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }
output: [{ file: { path: out.log, write_mode: overwrite } }]
`,
    )
    const { summary } = await runProcess(['generate', '--path', folder, '--progress', 'json'])
    // elapsed counts from the start of the run, the schedule begins one second later.
    const seconds = summary.elapsed / 1e6 - 1 + 1 / rate
    const achieved = summary.produced / seconds
    rows.push([
      rate.toLocaleString('en'),
      achieved.toFixed(rate < 100 ? 3 : 0),
      `${((achieved / rate - 1) * 100).toFixed(2)} %`,
      ...['p50', 'p99', 'max'].map((key) => (summary.lateness[key] / 1000).toFixed(2)),
    ])
  }
} finally {
  rmSync(folder, { recursive: true })
}
console.log(`${machine()}; ${SECONDS} s at each rate, one run\n`)
table(['asked events/s', 'got', 'error', 'late p50 ms', 'p99', 'max'], rows)

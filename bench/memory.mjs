/** Peak memory of a whole process as the run grows: it must stay flat. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, runProcess, table } from './measure.mjs'

const folder = mkdtempSync(join(tmpdir(), 'eventloom-bench-'))
const projects = {
  'text template to a file':
    'sequence {{ timestamp.isoformat() }} of a line that is about one hundred bytes long, all in all: ok',
}
const rows = []
try {
  for (const [name, template] of Object.entries(projects)) {
    writeFileSync(join(folder, 't.jinja'), template)
    for (const count of [1e5, 1e6, 1e7]) {
      writeFileSync(
        join(folder, 'generator.yml'),
        `input: [{ linspace: { start: 2024-01-01, end: 2024-02-01, count: ${count} } }]
event: { template: { mode: all, templates: [{ t: { template: t.jinja } }] } }
output: [{ file: { path: out.log, write_mode: overwrite } }]
`,
      )
      const run = await runProcess([
        'generate',
        '--path',
        folder,
        '--live-mode',
        'false',
        '--progress',
        'json',
      ])
      rows.push([name, count.toLocaleString('en'), run.seconds.toFixed(1), (run.peak / 1e6).toFixed(0)])
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
console.log(`${machine()}\n`)
table(['what', 'events', 'seconds', 'peak MB'], rows)

/** The file output against a bare writer of the same lines in 64 KiB chunks, in the same process. */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { defineEvent, run, use } from '../dist/index.js'
import { inTurn, machine, table } from './measure.mjs'

const COUNT = 600_000
const LINE = JSON.stringify({ message: 'x'.repeat(500), level: 'info' })
const CHUNK = 64 * 1024
const folder = mkdtempSync(join(tmpdir(), 'eventloom-bench-'))

const ready = defineEvent({
  name: 'ready',
  title: 'bench',
  summary: 'bench',
  options: z.strictObject({}),
  examples: [{ title: 'bench', options: {} }],
  open: () => ({
    produce(ticks, out) {
      for (let i = 0; i < ticks.size; i++) out.push(i, LINE)
    },
  }),
})

async function eventloom() {
  const path = join(folder, 'eventloom.log')
  const input = [{ linspace: { start: '2024-01-01T00:00:00Z', end: '2024-01-02T00:00:00Z', count: COUNT } }]
  const started = performance.now()
  await run({ input, event: use(ready), output: [{ file: { path, write_mode: 'overwrite' } }] }).complete()
  return statSync(path).size / (performance.now() - started) / 1000
}

function bare() {
  const path = join(folder, 'bare.log')
  const started = performance.now()
  const file = openSync(path, 'w')
  let lines = ''
  for (let i = 0; i < COUNT; i++) {
    lines += `${LINE}\n`
    if (lines.length >= CHUNK) {
      writeSync(file, lines)
      lines = ''
    }
  }
  writeSync(file, lines)
  closeSync(file)
  return statSync(path).size / (performance.now() - started) / 1000
}

try {
  const speed = await inTurn(7, { bare, eventloom })
  console.log(
    `${machine()}; medians of 7 runs, ${COUNT.toLocaleString('en')} lines of ${LINE.length + 1} bytes\n`,
  )
  table(
    ['what', 'MB/s', 'share of the bare writer'],
    Object.entries(speed).map(([name, value]) => [
      name,
      value.toFixed(0),
      `${((value / speed.bare) * 100).toFixed(0)} %`,
    ]),
  )
} finally {
  rmSync(folder, { recursive: true })
}

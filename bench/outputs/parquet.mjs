/** The parquet and arrow outputs next to bare loops of their packages that write the same rows. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { alone, compare, LINE, RECORD, ready, through } from './contest.mjs'

const EVENTS = 500_000
const GROUP = 100_000
const event = ready(RECORD)

const folder = mkdtempSync(join(tmpdir(), 'eventloom-bench-'))
let files = 0

/** Columns of so many rows. */
function columns() {
  const n = []
  const level = []
  const message = []
  for (let i = 0; i < GROUP; i++) {
    n.push(BigInt(RECORD.n))
    level.push(RECORD.level)
    message.push(RECORD.message)
  }
  return { n, level, message }
}

function bareParquet() {
  const element = { repetition_type: 'OPTIONAL' }
  const text = { ...element, type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  const writer = new ParquetWriter({
    writer: fileWriter(join(folder, `bare-${files++}.parquet`)),
    schema: [
      { name: 'root', num_children: 3 },
      { name: 'n', ...element, type: 'INT64' },
      { name: 'level', ...text },
      { name: 'message', ...text },
    ],
  })
  for (let rows = 0; rows < EVENTS; rows += GROUP) {
    const columnData = Object.entries(columns()).map(([name, data]) => ({ name, data }))
    writer.write({ columnData, rowGroupSize: GROUP })
  }
  writer.finish()
}

function bareArrow() {
  for (let rows = 0; rows < EVENTS; rows += GROUP) {
    const { n, level, message } = columns()
    const table = new Table({
      n: vectorFromArray(n),
      level: vectorFromArray(level, new Utf8()),
      message: vectorFromArray(message, new Utf8()),
    })
    writeFileSync(join(folder, `bare-${files++}.arrow`), tableToIPC(table, 'file'))
  }
}

const path = (name) => join(folder, `${files++}.${name}`)
const output = (name) => alone(name, { path: path(name) }, EVENTS, { event: RECORD, inFlight: 1 })
const whole = (name) => () => through({ [name]: { path: path(name) } }, EVENTS, { event })

try {
  await compare(`${EVENTS.toLocaleString('en')} records of ${LINE.length} bytes as JSON`, 3, {
    parquet: {
      events: EVENTS,
      bare: bareParquet,
      output: await output('parquet'),
      run: whole('parquet'),
    },
    arrow: { events: EVENTS, bare: bareArrow, output: await output('arrow'), run: whole('arrow') },
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

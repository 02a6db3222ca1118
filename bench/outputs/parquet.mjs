/**
 * The parquet and arrow outputs next to bare loops of their packages that write the same rows, from the same records.
 *
 * The records differ, as rows do. One record again and again is measured, too, but says little of Parquet: the writer
 * keeps each value of a column once, so that of 120 MB of rows it writes a kilobyte.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { alone, compare, LINE, RECORD, ready, through } from './contest.mjs'

const EVENTS = 300_000
const GROUP = 100_000
const LEVELS = ['info', 'warn', 'note', 'crit']

/** As long as `RECORD`, and no message twice within a group. */
const RECORDS = Array.from({ length: GROUP }, (_, i) => {
  const digest = createHash('sha512').update(String(i)).digest('hex')
  return { n: 100_000 + i, level: LEVELS[i % LEVELS.length], message: (digest + digest).slice(0, 200) }
})

const folder = mkdtempSync(join(tmpdir(), 'eventloom-bench-'))
let files = 0

/** Columns of a group, of records in turn. */
function columns(records) {
  const n = []
  const level = []
  const message = []
  for (let i = 0; i < GROUP; i++) {
    const record = records[i % records.length]
    n.push(BigInt(record.n))
    level.push(record.level)
    message.push(record.message)
  }
  return { n, level, message }
}

function bareParquet(records) {
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
    const columnData = Object.entries(columns(records)).map(([name, data]) => ({ name, data }))
    writer.write({ columnData, rowGroupSize: GROUP })
  }
  writer.finish()
}

function bareArrow(records) {
  for (let rows = 0; rows < EVENTS; rows += GROUP) {
    const { n, level, message } = columns(records)
    const table = new Table({
      n: vectorFromArray(n),
      level: vectorFromArray(level, new Utf8()),
      message: vectorFromArray(message, new Utf8()),
    })
    writeFileSync(join(folder, `bare-${files++}.arrow`), tableToIPC(table, 'file'))
  }
}

const path = (name) => join(folder, `${files++}.${name}`)

const contest = async (name, bare, records) => {
  const event = ready(records)
  return {
    events: EVENTS,
    bare: () => bare(records),
    output: await alone(name, { path: path(name) }, EVENTS, { event: records, inFlight: 1 }),
    run: () => through({ [name]: { path: path(name) } }, EVENTS, { event }),
  }
}

try {
  await compare(`${EVENTS.toLocaleString('en')} records of ${LINE.length} bytes as JSON`, 3, {
    parquet: await contest('parquet', bareParquet, RECORDS),
    'parquet, one record again and again': await contest('parquet', bareParquet, [RECORD]),
    arrow: await contest('arrow', bareArrow, RECORDS),
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

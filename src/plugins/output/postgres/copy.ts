import type { Client } from 'pg'
import { type Conflict, conflictClause } from './conflict.ts'
import { quoted, type Table } from './table.ts'

/** Bytes of a message: the server begins with the first while the others are on their way. */
const CHUNK = 524_288
const LINE_FEED = 0x0a
const STAGE = 'pg_temp.eventloom_stage'
/** Numbers the rows of a batch, so that of several with one key the last counts. */
const ORDINAL = quoted('eventloom row')

/** Writes rows, in UTF-8, to the table: all of them, or none and an error of the server. */
export type Copy = (client: Client, columns: readonly string[], rows: Buffer) => Promise<void>

/** COPY cannot step aside for rows that are there; with a key it fills a stage, and an INSERT takes it from there. */
export function copier({ from }: typeof import('pg-copy-streams'), table: Table, conflict: Conflict): Copy {
  const staged = new WeakSet<Client>()
  // All is in memory anyway: one message behind the other, without a turn of the event loop between them.
  const send = (client: Client, statement: string, rows: Buffer) =>
    stream(client.query(from(statement, { highWaterMark: Number.MAX_SAFE_INTEGER })), rows)

  if (conflict.action === 'error') {
    return (client, columns, rows) =>
      send(client, `copy ${table.name} (${columns.map(quoted).join(', ')}) from stdin`, rows)
  }
  return async (client, columns, rows) => {
    if (!staged.has(client)) {
      await client.query(stageStatements(table, conflict.action === 'update'))
      staged.add(client)
    }
    const list = columns.map(quoted).join(', ')
    const key = conflict.key.map(quoted).join(', ')
    const [last, order] =
      conflict.action === 'update' ? [`distinct on (${key}) `, ` order by ${key}, ${ORDINAL} desc`] : ['', '']
    // In one message, so that it is one transaction and one round trip.
    const statement = `copy ${STAGE} (${list}) from stdin;
      insert into ${table.name} (${list}) select ${last}${list} from ${STAGE}${order}
      ${conflictClause(columns, conflict)}`
    await send(client, statement, rows)
  }
}

function stageStatements({ name, columns }: Table, numbered: boolean): string {
  const list = [...columns.keys()].map(quoted).join(', ')
  return `drop table if exists ${STAGE};
    create temp table eventloom_stage on commit delete rows as select ${list} from ${name} with no data;
    ${numbered ? `alter table ${STAGE} add column ${ORDINAL} bigserial` : ''}`
}

/** Resolves when the server has taken everything and said so. */
function stream(into: NodeJS.WritableStream, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    into.on('error', reject)
    into.on('finish', resolve)
    for (let at = 0; at < rows.length; at += CHUNK) into.write(rows.subarray(at, at + CHUNK))
    into.end()
  })
}

/** Rows `from` … `end` − 1 of these. */
export function someRows(rows: Buffer, from: number, end: number): Buffer {
  const first = rowStart(rows, 0, from)
  return rows.subarray(first, rowStart(rows, first, end - from))
}

/** Where so many rows behind a place another begins. */
function rowStart(rows: Buffer, place: number, count: number): number {
  let at = place
  for (let i = 0; i < count; i++) at = rows.indexOf(LINE_FEED, at) + 1
  return at
}

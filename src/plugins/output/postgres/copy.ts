import type { Client } from 'pg'
import { type Conflict, conflictClause } from './conflict.ts'
import { copyIn } from './copy-in.ts'
import { quoted, type Table } from './table.ts'

const LINE_FEED = 0x0a
const STAGE = 'pg_temp.eventloom_stage'
/** Numbers the rows of a batch, so that of several with one key the last counts. */
const ORDINAL = quoted('eventloom row')

/** Writes rows, in UTF-8, to the table: all of them, or none and an error of the server. */
export type Copy = (client: Client, columns: readonly string[], rows: Buffer) => Promise<void>

/** COPY cannot step aside for rows that are there; with a key it fills a stage, and an INSERT takes it from there. */
export function copier(table: Table, conflict: Conflict): Copy {
  const staged = new WeakSet<Client>()
  if (conflict.action === 'error') {
    return (client, columns, rows) =>
      copyIn(client, `copy ${table.name} (${columns.map(quoted).join(', ')}) from stdin`, rows)
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
    await copyIn(client, statement, rows)
  }
}

function stageStatements({ name, columns }: Table, numbered: boolean): string {
  const list = [...columns.keys()].map(quoted).join(', ')
  return `drop table if exists ${STAGE};
    create temp table eventloom_stage on commit delete rows as select ${list} from ${name} with no data;
    ${numbered ? `alter table ${STAGE} add column ${ORDINAL} bigserial` : ''}`
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

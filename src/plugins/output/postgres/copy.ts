import type { Client } from 'pg'
import { type Conflict, conflictClause } from './conflict.ts'
import { quoted, type Table } from './table.ts'

/** Characters that are sent together. */
const CHUNK = 65_536
const STAGE = 'pg_temp.eventloom_stage'
/** Numbers the rows of a batch, so that of several with one key the last counts. */
const ORDINAL = quoted('eventloom row')

/** Writes rows to the table: all of them, or none and an error of the server. */
export type Copy = (client: Client, columns: readonly string[], texts: readonly string[]) => Promise<void>

/** COPY cannot step aside for rows that are there; with a key it fills a stage, and an INSERT takes it from there. */
export function copier({ from }: typeof import('pg-copy-streams'), table: Table, conflict: Conflict): Copy {
  const staged = new WeakSet<Client>()
  const send = (client: Client, statement: string, texts: readonly string[]) =>
    stream(client.query(from(statement)), texts)

  if (conflict.action === 'error') {
    return (client, columns, texts) =>
      send(client, `copy ${table.name} (${columns.map(quoted).join(', ')}) from stdin`, texts)
  }
  return async (client, columns, texts) => {
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
    await send(client, statement, texts)
  }
}

function stageStatements({ name, columns }: Table, numbered: boolean): string {
  const list = [...columns.keys()].map(quoted).join(', ')
  return `drop table if exists ${STAGE};
    create temp table eventloom_stage on commit delete rows as select ${list} from ${name} with no data;
    ${numbered ? `alter table ${STAGE} add column ${ORDINAL} bigserial` : ''}`
}

/** Resolves when the server has taken everything and said so. */
function stream(into: NodeJS.WritableStream, texts: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let next = 0
    let failed = false
    const fill = () => {
      while (next < texts.length && !failed) {
        let text = ''
        while (next < texts.length && text.length < CHUNK) text += texts[next++]
        if (!into.write(Buffer.from(text)) && next < texts.length) {
          into.once('drain', fill)
          return
        }
      }
      if (!failed) into.end()
    }
    into.on('error', (error) => {
      failed = true
      reject(error)
    })
    into.on('finish', resolve)
    fill()
  })
}

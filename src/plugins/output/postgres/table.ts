import type { Client } from 'pg'
import { DeliveryError } from '../../../kernel/index.ts'

/** How the text of a value is made for a column. */
export type ColumnKind = 'json' | 'array' | 'plain'

export interface Table {
  /** `"schema"."table"`, as statements want it. */
  readonly name: string
  /** Columns that can be written, by name. */
  readonly columns: ReadonlyMap<string, ColumnKind>
  /** The column sets of unique indexes that a conflict can be found by. */
  readonly keys: readonly (readonly string[])[]
  /** Columns that this user may not insert into, read, or update. */
  readonly denied: Readonly<Record<'insert' | 'select' | 'update', ReadonlySet<string>>>
  readonly readOnly: boolean
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

interface Row {
  readonly schema: string
  readonly relation: string
  readonly kind: string
  readonly column: string
  readonly type: string
  readonly category: string
  readonly writable: boolean
  readonly insert: boolean
  readonly select: boolean
  readonly update: boolean
}

const COLUMNS = `
  select n.nspname as schema, c.relname as relation, c.relkind as kind, a.attname as column,
    format_type(a.atttypid, null) as type, t.typcategory as category,
    a.attgenerated = '' and a.attidentity <> 'a' as writable,
    has_column_privilege(c.oid, a.attnum, 'INSERT') as insert,
    has_column_privilege(c.oid, a.attnum, 'SELECT') as select,
    has_column_privilege(c.oid, a.attnum, 'UPDATE') as update
  from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
  where c.oid = to_regclass($1)
  order by a.attnum`

const KEYS = `
  select array_agg(a.attname::text) as columns
  from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey[0:i.indnkeyatts - 1])
  where i.indrelid = to_regclass($1) and i.indisunique and i.indisvalid and i.indpred is null
    and i.indexprs is null
  group by i.indexrelid`

/** The table as the server describes it; undefined when there is none of that name. */
export async function describe(client: Client, path: string): Promise<Table | undefined> {
  const { rows } = await client.query<Row>(COLUMNS, [path])
  const [first] = rows
  if (!first) return undefined
  const keys = await client.query<{ columns: string[] }>(KEYS, [path])
  const state = await client.query<{ transaction_read_only: string }>('show transaction_read_only')
  const denied = (right: 'insert' | 'select' | 'update') =>
    new Set(rows.filter((row) => !row[right]).map(({ column }) => column))
  return {
    name: `${quoted(first.schema)}.${quoted(first.relation)}`,
    columns: new Map(
      rows.filter(({ writable }) => writable).map((row) => [row.column, kindOf(row)] as const),
    ),
    keys: keys.rows.map(({ columns }) => columns),
    denied: { insert: denied('insert'), select: denied('select'), update: denied('update') },
    readOnly: state.rows[0]?.transaction_read_only === 'on',
  }
}

function kindOf({ type, category }: Row): ColumnKind {
  if (type === 'json' || type === 'jsonb') return 'json'
  return category === 'A' ? 'array' : 'plain'
}

/** DeliveryError, rejected, when no column at all can be written. */
export function requireSome({ name, columns, denied, readOnly }: Table): void {
  if (readOnly) throw unfit(`${name} can only be read`, 'connect to the primary server')
  if ([...columns.keys()].some((column) => !denied.insert.has(column))) return
  throw noRight(`no right to insert into ${name}`, `grant insert on ${name}`)
}

/** What is wrong with the table, for whoever has to mend it. */
export function unfit(message: string, hint: string): DeliveryError {
  return new DeliveryError('rejected', 'E_OUTPUT_TARGET', message, { hint })
}

export function noRight(message: string, hint: string): DeliveryError {
  return new DeliveryError('rejected', 'E_OUTPUT_DENIED', message, { hint })
}

import type { PostgresOptions } from './options.ts'
import { noRight, quoted, type Table, unfit } from './table.ts'

/** What happens to a row whose key is there already. */
export interface Conflict {
  readonly action: 'error' | 'ignore' | 'update'
  /** Columns of the key; empty for `error`. */
  readonly key: readonly string[]
}

export function conflictOf(options: PostgresOptions): Conflict {
  const { id_column, conflict_columns } = options
  const key = conflict_columns ?? (id_column === null ? [] : [id_column])
  const action = options.on_conflict ?? (key.length > 0 ? 'ignore' : 'error')
  return { action, key: action === 'error' ? [] : key }
}

/** DeliveryError, rejected, when these columns of the table cannot be written so. */
export function requireFit(table: Table, columns: readonly string[], { action, key }: Conflict): void {
  const { name } = table
  if (table.readOnly) throw unfit(`${name} can only be read`, 'connect to the primary server')
  for (const column of [...columns, ...key]) {
    if (!table.columns.has(column)) {
      throw unfit(
        `${name} has no column "${column}" that can be written`,
        'add it, or say what goes where in columns',
      )
    }
  }
  const needs = (right: 'insert' | 'select' | 'update', of: readonly string[]) => {
    const missing = of.find((column) => table.denied[right].has(column))
    if (missing === undefined) return
    throw noRight(
      `no right to ${right} ${action === 'error' || right === 'insert' ? 'into ' : ''}${name}.${quoted(missing)}`,
      `grant ${right} on ${name}`,
    )
  }
  needs('insert', columns)
  if (action === 'error') return
  needs('select', key)
  if (action === 'update') needs('update', columns)
  const same = (index: readonly string[]) =>
    index.length === key.length && key.every((column) => index.includes(column))
  if (!table.keys.some(same)) {
    const list = key.map(quoted).join(', ')
    throw unfit(`${name} has no unique index on ${list}`, `create unique index on ${name} (${list})`)
  }
}

/** The end of an INSERT of these columns. */
export function conflictClause(columns: readonly string[], { action, key }: Conflict): string {
  const rest = columns.filter((column) => !key.includes(column))
  const target = `on conflict (${key.map(quoted).join(', ')})`
  if (action === 'ignore' || rest.length === 0) return `${target} do nothing`
  return `${target} do update set ${rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ')}`
}

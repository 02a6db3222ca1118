import type { Fields, FieldType } from '../../../kernel/index.ts'
import type { Sample } from './rows.ts'
import { Written } from './source.ts'
import { quoted } from './table.ts'

const TYPES: Readonly<Record<FieldType, string>> = {
  string: 'text',
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  timestamp: 'timestamptz',
}

const SPECIAL_TYPES: Readonly<Record<string, string>> = {
  $event: 'jsonb',
  $id: 'uuid',
  $time: 'timestamptz',
  $seq: 'bigint',
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

/** A table that takes what a delivery holds; `key`: its primary key. */
export function createStatement(
  path: string,
  samples: readonly Sample[],
  key: readonly string[],
  fields: Fields | undefined,
): string {
  const columns = samples.map(({ column, from, values }) => {
    const declared = fields?.[from] && TYPES[fields[from].type]
    return `${quoted(column)} ${SPECIAL_TYPES[from] ?? declared ?? inferred(values)}`
  })
  if (key.length > 0) columns.push(`primary key (${key.map(quoted).join(', ')})`)
  return `create table if not exists ${path} (${columns.join(', ')})`
}

/** The narrowest type that takes all these values. */
export function inferred(values: readonly unknown[]): string {
  const types = new Set<string>()
  for (const value of values) if (value !== undefined && value !== null) types.add(typeOf(value))
  if (types.size === 1) return [...types][0]!
  for (const wide of ['numeric', 'double precision']) {
    if (types.has(wide) && [...types].every((type) => NUMBERS.has(type))) return wide
  }
  return types.has('jsonb') ? 'jsonb' : 'text'
}

const NUMBERS = new Set(['bigint', 'double precision', 'numeric'])

function typeOf(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return 'boolean'
    case 'number':
      return Number.isSafeInteger(value) ? 'bigint' : 'double precision'
    case 'bigint':
      return 'numeric'
    case 'string':
      return INSTANT.test(value) ? 'timestamptz' : 'text'
    default:
      // A number that a double cannot hold, as it was written.
      return value instanceof Written && /^-?\d/.test(value.text) ? 'numeric' : 'jsonb'
  }
}

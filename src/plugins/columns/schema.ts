import { type Fields, Float, type Rec, readIso, type Zone } from '../../kernel/index.ts'

export const COLUMN_TYPES = ['string', 'integer', 'number', 'boolean', 'timestamp', 'json'] as const
export type ColumnType = (typeof COLUMN_TYPES)[number]

export interface Column {
  readonly name: string
  readonly type: ColumnType
}

/** A value as a column holds it: integers and timestamps (microseconds) as bigint; undefined when it does not fit. */
export type Cell = string | bigint | number | boolean | null

const INT64 = 2n ** 63n

/** Takes a value as it stands in a record, never null or undefined. */
export type ReadCell = (value: unknown) => Cell | undefined

/** What a column of that type does with a value; local times are of `zone`. */
export function cellReader(type: ColumnType, zone: Zone): ReadCell {
  switch (type) {
    case 'string':
      return (value) => (typeof value === 'string' ? value : undefined)
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : undefined)
    case 'integer':
      return (value) => {
        if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined
        return typeof value === 'bigint' && value < INT64 && value >= -INT64 ? value : undefined
      }
    case 'number':
      return (value) => {
        if (typeof value === 'number') return value
        return value instanceof Float || typeof value === 'bigint' ? Number(value) : undefined
      }
    case 'timestamp':
      return (value) => (typeof value === 'string' ? timestamp(value, zone) : undefined)
    case 'json':
      return (value) => JSON.stringify(value)
  }
}

function timestamp(text: string, zone: Zone): bigint | undefined {
  const read = readIso(text)
  if (!read) return undefined
  return BigInt(read.offset === null ? zone.fromWall(read.wall) : read.wall - read.offset)
}

/** Columns of declared fields. */
export function declaredColumns(fields: Fields): Column[] {
  return Object.entries(fields).map(([name, { type }]) => ({ name, type }))
}

/** Columns that hold all these records: a field of several types, or with lists and mappings, becomes json. */
export function inferredColumns(records: readonly Rec[]): Column[] {
  const types = new Map<string, ColumnType | undefined>()
  for (const record of records) {
    for (const [name, value] of Object.entries(record))
      types.set(name, joined(types.get(name), typeOf(value)))
  }
  return [...types].map(([name, type]) => ({ name, type: type ?? 'string' }))
}

function typeOf(value: unknown): ColumnType | undefined {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'boolean'
    case 'bigint':
      return 'integer'
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : 'number'
    default:
      if (value === null || value === undefined) return undefined
      return value instanceof Float ? 'number' : 'json'
  }
}

function joined(one: ColumnType | undefined, other: ColumnType | undefined): ColumnType | undefined {
  if (one === undefined || other === undefined || one === other) return one ?? other
  const numeric = (type: ColumnType) => type === 'integer' || type === 'number'
  return numeric(one) && numeric(other) ? 'number' : 'json'
}

/** The record that a text says as JSON; undefined for anything else. */
export function readRecord(text: string): Rec | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Rec) : undefined
  } catch {
    return undefined
  }
}

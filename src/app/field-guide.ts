import type { Field, Fields } from '../kernel/index.ts'

/** One field of a model's records, in words. */
export interface FieldRow {
  readonly name: string
  /** `number or null` */
  readonly type: string
  readonly role: string
  /** `0 … 1`, `0 … 730 days`, `low | high`, `51 values: CA, TX, FL, …`; empty where anything goes. */
  readonly values: string
  readonly description: string
}

/** Longer lists of values are cut off. */
const MOST_VALUES = 8

/** The field guide of a model, in the order in which fields are written. */
export function fieldRows(fields: Fields): FieldRow[] {
  return Object.entries(fields).map(([name, field]) => ({
    name,
    type: field.nullable ? `${field.type} or null` : field.type,
    role: field.role,
    values: valuesText(field),
    description: field.description,
  }))
}

function valuesText({ values, range, unit }: Field): string {
  if (values && values.length > MOST_VALUES)
    return `${values.length} values: ${values.slice(0, 3).join(', ')}, …`
  if (values) return values.join(' | ')
  if (!range) return unit ?? ''
  const [low, high] = range
  const numbers = high === Number.MAX_SAFE_INTEGER ? `≥ ${low}` : `${low} … ${high}`
  return unit === undefined ? numbers : `${numbers} ${unit}`
}

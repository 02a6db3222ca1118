import { digitGroups } from './digits.ts'
import type { Field, Fields } from './field.ts'
import type { JsonSchema } from './options/describe.ts'

/** JSON Schema of records with these fields. */
export function recordSchema(fields: Fields): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
    required: Object.keys(fields),
    additionalProperties: false,
  }
}

function fieldSchema({ type, description, range, values, nullable, unit, role, digits }: Field): JsonSchema {
  const base = type === 'timestamp' ? 'string' : type
  return {
    type: nullable ? [base, 'null'] : base,
    ...(type === 'timestamp' && { format: 'date-time' }),
    description,
    ...(range && { minimum: range[0], maximum: range[1] }),
    ...(values && { enum: nullable ? [...values, null] : values }),
    ...(unit !== undefined && { unit }),
    ...(digits !== undefined && { pattern: patternOf(digits) }),
    role,
  }
}

/** A regular expression for what `digits` writes. */
function patternOf(digits: string): string {
  const { groups, end } = digitGroups(digits)
  const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const parts = groups.map(({ before, width }, i) => `${literal(before)}\\d{${width}${i === 0 ? ',' : ''}}`)
  return `^${parts.join('')}${literal(end)}$`
}

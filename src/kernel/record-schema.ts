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

function fieldSchema({ type, description, range, values, nullable, unit, role }: Field): JsonSchema {
  const base = type === 'timestamp' ? 'string' : type
  return {
    type: nullable ? [base, 'null'] : base,
    ...(type === 'timestamp' && { format: 'date-time' }),
    description,
    ...(range && { minimum: range[0], maximum: range[1] }),
    ...(values && { enum: nullable ? [...values, null] : values }),
    ...(unit !== undefined && { unit }),
    role,
  }
}

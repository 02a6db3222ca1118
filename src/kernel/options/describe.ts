import * as z from 'zod'

/** A JSON Schema (2020-12), as far as eventloom reads it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** One row of a plugin's option table. */
export interface OptionRow {
  /** Dotted path; `[]` for list items, `*` for the keys of a free mapping. */
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly default?: unknown
  readonly description: string
}

/** What a user may write for this schema, for editors and forms. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest as JsonSchema
}

/** The options of a schema as table rows, nested ones below their parents. */
export function optionRows(schema: z.ZodType): OptionRow[] {
  return rowsOf(jsonSchema(schema), '')
}

/** One option, without what takes time to tell. */
export interface OptionName {
  /** Dotted path. Options that hold others are left out. */
  readonly name: string
  readonly boolean: boolean
  readonly required: boolean
}

/** The options of a schema by name only: describing them all takes milliseconds, this microseconds. */
export function optionNames(schema: z.ZodObject, prefix = ''): OptionName[] {
  return Object.entries(schema.shape).flatMap(([key, field]) => {
    const { inner, required } = unwrap(field as z.ZodType)
    if (inner instanceof z.ZodObject) return optionNames(inner, `${prefix}${key}.`)
    return [{ name: prefix + key, boolean: inner instanceof z.ZodBoolean, required }]
  })
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; required: boolean } {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable
  ) {
    const { inner, required } = unwrap(schema.unwrap() as z.ZodType)
    return { inner, required: required && schema instanceof z.ZodNullable }
  }
  return { inner: schema, required: true }
}

function rowsOf(schema: JsonSchema, prefix: string): OptionRow[] {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>
  const required = new Set((schema.required ?? []) as string[])
  return Object.entries(properties).flatMap(([key, field]) => {
    const name = prefix + key
    const row: OptionRow = {
      name,
      type: typeText(field),
      required: required.has(key),
      ...('default' in field ? { default: field.default } : {}),
      description: String(field.description ?? ''),
    }
    return [row, ...nestedRows(field, name)]
  })
}

function nestedRows(field: JsonSchema, name: string): OptionRow[] {
  if (field.plugin !== undefined) return []
  const items = field.items as JsonSchema | undefined
  const values = field.additionalProperties
  const either = (field.anyOf ?? field.oneOf ?? []) as JsonSchema[]
  return [
    ...rowsOf(field, `${name}.`),
    ...(items ? nestedRows(items, `${name}[]`) : []),
    ...(typeof values === 'object' && values !== null ? nestedRows(values as JsonSchema, `${name}.*`) : []),
    ...mergedRows(either.flatMap((alternative) => nestedRows(alternative, name))),
  ]
}

/** Rows of alternatives: one a name, required only where every alternative that has it requires it. */
function mergedRows(rows: readonly OptionRow[]): OptionRow[] {
  const merged = new Map<string, OptionRow>()
  for (const row of rows) {
    const known = merged.get(row.name)
    if (!known) merged.set(row.name, row)
    else {
      merged.set(row.name, {
        ...known,
        type: [...new Set([...known.type.split(' or '), row.type])].join(' or '),
        required: known.required && row.required,
        description: [...new Set([known.description, row.description])].join(' '),
      })
    }
  }
  return [...merged.values()]
}

/** Texts and numbers that say something more precise than their type. */
const NAMED_FORMATS = ['moment', 'path', 'timespan']

/** `int ≥ 1`, `list of string`, `append | overwrite`, `string or null`. */
export function typeText(schema: JsonSchema): string {
  if (schema.plugin !== undefined) return `${schema.plugin} reference`
  if (NAMED_FORMATS.includes(schema.format as string)) return schema.format as string
  if (schema.const !== undefined) return String(schema.const)
  if (Array.isArray(schema.enum))
    return schema.enum.length > 12 ? `one of ${schema.enum.length} names` : schema.enum.join(' | ')
  const either = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (either) return [...new Set(either.map(typeText))].join(' or ')
  if (schema.type === 'array') return `list of ${schema.items ? typeText(schema.items as JsonSchema) : 'any'}`
  if (schema.type === 'object') return 'mapping'
  if (schema.type === 'integer') return `int${bounds(schema)}`
  if (schema.type === 'number') return `float${bounds(schema)}`
  if (Array.isArray(schema.type)) return schema.type.join(' or ')
  return schema.type === undefined ? 'any' : String(schema.type)
}

function bounds(schema: JsonSchema): string {
  const low = schema.exclusiveMinimum ?? schema.minimum
  const high = schema.exclusiveMaximum ?? schema.maximum
  const lowText =
    low === undefined || low === Number.MIN_SAFE_INTEGER
      ? ''
      : ` ${schema.exclusiveMinimum === undefined ? '≥' : '>'} ${low}`
  const highText =
    high === undefined || high === Number.MAX_SAFE_INTEGER
      ? ''
      : ` ${schema.exclusiveMaximum === undefined ? '≤' : '<'} ${high}`
  return lowText + highText
}

import { checkpointSchema, ledgerSchema } from '../engine/index.ts'
import type { JsonSchema, Kind, Registry } from '../kernel/index.ts'
import { jsonSchema } from '../kernel/index.ts'
import { builtins } from './registry.ts'

/**
 * JSON Schema (draft 2020-12) of a project file, for editors: every plugin's options with their descriptions.
 * Any value may also be a placeholder, and an option may be written with dots.
 */
export async function projectSchema(registry: Registry = builtins): Promise<JsonSchema> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'eventloom project',
    type: 'object',
    required: ['input', 'event', 'output'],
    additionalProperties: false,
    properties: {
      seed: { type: ['integer', 'string'], description: 'Root of all randomness: same seed, same bytes.' },
      plugins: {
        type: 'array',
        items: { type: 'string' },
        description: "The project's own plugins: files or packages.",
      },
      input: listOf('input', 'When events happen.'),
      event: { $ref: '#/$defs/event', description: 'What events say.' },
      distort: { ...listOf('distortion', 'What goes wrong, in the order in which it does.'), minItems: 0 },
      ledger: {
        ...forEditors(jsonSchema(ledgerSchema)),
        description: 'Where every injected change is told.',
      },
      output: listOf('output', 'Where events go.'),
      dead_letters: {
        $ref: '#/$defs/output',
        description: 'Where events go that an output cannot take (default: a file next to the run).',
      },
      checkpoint: {
        ...forEditors(jsonSchema(checkpointSchema)),
        type: ['object', 'null'],
        description: 'Where a run remembers how far it has come, so that it can be resumed.',
      },
    },
    $defs: {
      placeholder: { type: 'string', pattern: '^\\s*\\$\\{\\s*(params|secrets)\\..+\\}\\s*$' },
      input: await entryOf('input', registry),
      event: await entryOf('event', registry),
      distortion: await entryOf('distortion', registry),
      output: await entryOf('output', registry),
      formatter: await referenceSchema('formatter', 'format', registry),
      model: await referenceSchema('model', 'name', registry),
    },
  }
}

function listOf(kind: Kind, description: string): JsonSchema {
  return { type: 'array', minItems: 1, items: { $ref: `#/$defs/${kind}` }, description }
}

/** A mapping with exactly one key, the plugin's name. */
async function entryOf(kind: Kind, registry: Registry): Promise<JsonSchema> {
  const properties: Record<string, JsonSchema> = {}
  for (const { name, summary, schema } of await schemas(kind, registry)) {
    properties[name] = { ...schema, description: summary }
  }
  return { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: true, properties }
}

/** A mapping in which one key names the plugin and the others are its options. */
async function referenceSchema(kind: Kind, key: string, registry: Registry): Promise<JsonSchema> {
  const all = await schemas(kind, registry)
  return {
    type: 'object',
    required: [key],
    oneOf: all.map(({ name, summary, schema }) => ({
      ...schema,
      description: summary,
      properties: { [key]: { const: name }, ...(schema.properties as object) },
      required: [key, ...((schema.required as string[] | undefined) ?? [])],
    })),
  }
}

async function schemas(kind: Kind, registry: Registry) {
  const found = []
  for (const name of registry.names(kind)) {
    const definition = await registry.find(kind, name)
    if (definition)
      found.push({ name, summary: definition.summary, schema: forEditors(jsonSchema(definition.options)) })
  }
  return found
}

/** Lets a placeholder stand for any value, dotted spellings pass, and plugin references point to their schema. */
function forEditors(schema: JsonSchema): JsonSchema {
  if (schema.plugin !== undefined) {
    return { description: schema.description, $ref: `#/$defs/${schema.plugin}` }
  }
  const { properties, items, additionalProperties, format: _, freeKeys: __, ...rest } = schema
  const nested: Record<string, unknown> = { ...rest }
  if (properties) {
    nested.properties = Object.fromEntries(
      Object.entries(properties as Record<string, JsonSchema>).map(([key, value]) => [
        key,
        orPlaceholder(forEditors(value)),
      ]),
    )
    nested.patternProperties = { '^[^.]+\\..+$': true }
    if (additionalProperties !== undefined) nested.additionalProperties = additionalProperties
  } else if (typeof additionalProperties === 'object') {
    nested.additionalProperties = orPlaceholder(forEditors(additionalProperties as JsonSchema))
  }
  if (items) nested.items = orPlaceholder(forEditors(items as JsonSchema))
  return nested
}

function orPlaceholder(schema: JsonSchema): JsonSchema {
  if (schema.type === 'string' || schema.type === undefined) return schema
  const { description, default: byDefault, ...rest } = schema
  return {
    ...(description !== undefined && { description }),
    ...(byDefault !== undefined && { default: byDefault }),
    anyOf: [rest, { $ref: '#/$defs/placeholder' }],
  }
}

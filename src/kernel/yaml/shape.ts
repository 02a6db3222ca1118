import type * as z from 'zod'

/**
 * The schemas that a value at some place may have to meet: more than one below a union, none where nothing is
 * known. Enough of zod is read to follow keys and items; what cannot be followed counts as free data.
 */
export type Shape = readonly z.ZodType[]

type Def = { readonly type: string } & Readonly<Record<string, unknown>>

function definitionOf(schema: z.ZodType): Def {
  return schema._zod.def as unknown as Def
}

/** The shape of a schema, with optional, nullable, default and union taken off. */
export function shapeOf(schema: z.ZodType): Shape {
  const def = definitionOf(schema)
  if (def.innerType) return shapeOf(def.innerType as z.ZodType)
  if (def.type === 'pipe') return shapeOf(def.in as z.ZodType)
  if (def.type === 'lazy') return shapeOf((def.getter as () => z.ZodType)())
  if (def.type === 'union') return (def.options as readonly z.ZodType[]).flatMap(shapeOf)
  return [schema]
}

/** The known fields that mappings of this shape may have; undefined where no schema lists any. */
export function fieldsOf(shape: Shape): Readonly<Record<string, Shape>> | undefined {
  const objects = shape.map(definitionOf).filter((def) => def.type === 'object' && !isOpen(def))
  if (objects.length === 0) return undefined
  const fields: Record<string, Shape> = Object.create(null)
  for (const object of objects)
    for (const [key, field] of Object.entries(object.shape as Record<string, z.ZodType>))
      fields[key] = [...(fields[key] ?? []), ...shapeOf(field)]
  return fields
}

/** Takes keys that it does not list, as a reference to another plugin does. */
function isOpen(def: Def): boolean {
  return def.catchall !== undefined && definitionOf(def.catchall as z.ZodType).type !== 'never'
}

/** The shape of the values of a mapping whose keys are free. */
export function valuesOf(shape: Shape): Shape {
  return shape
    .map(definitionOf)
    .flatMap((def) => (def.type === 'record' ? shapeOf(def.valueType as z.ZodType) : []))
}

/** The shape of the items of a list. */
export function itemsOf(shape: Shape): Shape {
  return shape.map(definitionOf).flatMap((def) => {
    if (def.type === 'array') return shapeOf(def.element as z.ZodType)
    return def.type === 'tuple' ? (def.items as readonly z.ZodType[]).flatMap(shapeOf) : []
  })
}

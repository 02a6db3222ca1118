import type * as z from 'zod'
import {
  type AnyDefinition,
  isMapping,
  KINDS,
  type Kind,
  type NodeProblem,
  pathText,
  type Registry,
  readNode,
  type SourceLocation,
  suggest,
  type YamlNode,
  type YamlPath,
} from '../../kernel/index.ts'
import { HOLE, isHole } from './hole.ts'
import type { PlacedProblem, PluginEntry } from './project.ts'
import type { RawEntry } from './structure.ts'
import { valueTree } from './value-tree.ts'

/** What is needed to turn raw entries into plugins with options. */
export interface Reading {
  readonly registry: Registry
  /** Undefined for a project given as a value. */
  readonly locate: ((start: number) => SourceLocation) | undefined
}

/** A plugin with valid options, or what is wrong with it. */
export interface ReadEntry<K extends Kind> {
  readonly entry?: PluginEntry<K>
  readonly problems: readonly PlacedProblem[]
}

/** Looks up the plugin of an entry and validates its options. */
export async function readEntry<K extends Kind>(
  reading: Reading,
  kind: K,
  raw: RawEntry,
): Promise<ReadEntry<K>> {
  const definition = await reading.registry.find(kind, raw.name)
  if (!definition) return wrong(unknownPlugin(reading.registry, kind, raw), raw.start)
  const given = optionsOf(raw)
  if (given.kind !== 'map') return isHole(given) ? { problems: [] } : wrong(notOptions(raw), given.start)
  const { value, node, problems } = readNode(definition.options, given, raw.start, reading.locate && raw.path)
  const reference = await readReference(reading, definition, node, value, raw)
  const found = [
    ...problems.filter(isNews).map((problem) => placed(problem, raw.path, reading)),
    ...(reference?.problems ?? []),
  ]
  if (problems.length > 0 || (reference && !reference.entry)) return { problems: found }
  const entry = {
    definition,
    options: value,
    ...(reading.locate && { at: reading.locate(raw.start) }),
    ...(reference?.entry && { [reference.entry.definition.kind]: reference.entry }),
  }
  return { entry, problems: found }
}

/** A key of a project that is no plugin but has options of its own. */
export function readSettings<S extends z.ZodObject>(
  reading: Reading,
  schema: S,
  path: YamlPath,
  given: { readonly node: YamlNode; readonly start: number },
): { readonly value: z.output<S> | undefined; readonly problems: readonly PlacedProblem[] } {
  const { node, start } = given
  if (isHole(node)) return { value: undefined, problems: [] }
  if (node.kind !== 'map') {
    const message = `"${pathText(path)}" is a mapping of options`
    const hint = 'write them below the key, each as "KEY: VALUE"'
    return { value: undefined, ...wrong({ code: 'E_PROJECT_VALUE', message, hint }, start) }
  }
  const { value, problems } = readNode(schema, node, start, reading.locate && path)
  return { value, problems: problems.filter(isNews).map((problem) => placed(problem, path, reading)) }
}

function wrong(problem: PlacedProblem['problem'], start: number): { problems: PlacedProblem[] } {
  return { problems: [{ problem, start }] }
}

/** Nothing after the colon is no options. */
function optionsOf({ options, start }: RawEntry): YamlNode {
  return options.kind === 'scalar' && options.value === null ? { kind: 'map', entries: [], start } : options
}

/** A problem with a value that was not found has been told already. */
function isNews({ node }: { node: YamlNode | undefined }): boolean {
  if (node?.kind === 'map') return !node.entries.some((entry) => entry.key === HOLE)
  return node === undefined || !isHole(node)
}

/** Without a line to point at, a problem names the plugin's place in the project. */
function placed(found: NodeProblem, path: YamlPath, reading: Reading): PlacedProblem {
  if (reading.locate) return found
  const message = `${pathText(path)}: ${found.problem.message}`
  return { problem: { ...found.problem, message }, start: found.start }
}

function notOptions(raw: RawEntry): PlacedProblem['problem'] {
  return {
    code: 'E_PLUGIN_ENTRY',
    message: `${pathText(raw.path)}: the options of a plugin are a mapping`,
    hint: 'write them below the name, each as "KEY: VALUE"',
  }
}

function unknownPlugin(registry: Registry, kind: Kind, { name, path }: RawEntry): PlacedProblem['problem'] {
  const names = registry.names(kind)
  const elsewhere = KINDS.find((other) => other !== kind && registry.names(other).includes(name))
  const hint = elsewhere
    ? `"${name}" is a plugin of the kind ${elsewhere}`
    : (suggest(name, names) ?? `there are: ${names.join(', ')}`)
  return {
    code: 'E_PLUGIN_UNKNOWN',
    message: `${pathText(path)}: there is no ${kind} plugin "${name}"`,
    hint,
  }
}

/** The option of a reference that names the plugin; all others are options of the plugin. */
const NAMED_BY = { formatter: 'format', model: 'name' } as const
type Referred = keyof typeof NAMED_BY

/** The plugin that an option of a plugin refers to, or all its options together do. */
async function readReference(
  reading: Reading,
  definition: AnyDefinition,
  options: YamlNode,
  value: unknown,
  owner: RawEntry,
): Promise<ReadEntry<Referred> | undefined> {
  const whole = referredKind(definition.options)
  if (whole !== undefined) {
    const raw = referenceOf(whole, options, owner.path)
    return raw && readEntry(reading, whole, raw)
  }
  for (const [key, field] of Object.entries(definition.options.shape)) {
    const kind = referredKind(field)
    if (kind === undefined) continue
    const entry = options.kind === 'map' ? options.entries.find((each) => each.key === key) : undefined
    const path = [...owner.path, key]
    const raw = entry ? referenceOf(kind, entry.value, path) : defaultOf(kind, value, key, path, owner)
    return raw && readEntry(reading, kind, raw)
  }
  return undefined
}

/** The mark may be below an `optional` or a default. */
function referredKind(field: z.core.$ZodType): Referred | undefined {
  const { innerType } = field._zod.def as { innerType?: z.core.$ZodType }
  const { plugin } = (field as z.ZodType).meta() ?? {}
  return plugin === undefined ? innerType && referredKind(innerType) : (plugin as Referred)
}

function referenceOf(kind: Referred, node: YamlNode, path: YamlPath): RawEntry | undefined {
  const name = node.kind === 'map' ? node.entries.find((entry) => entry.key === NAMED_BY[kind]) : undefined
  if (node.kind !== 'map' || name?.value.kind !== 'scalar' || typeof name.value.value !== 'string')
    return undefined
  const options = { ...node, entries: node.entries.filter((entry) => entry !== name) }
  return { name: name.value.value, start: name.value.start, options, path }
}

/** The reference that a schema gives where the project gives none. */
function defaultOf(
  kind: Referred,
  value: unknown,
  key: string,
  path: YamlPath,
  owner: RawEntry,
): RawEntry | undefined {
  const reference = isMapping(value) ? value[key] : undefined
  return reference === undefined ? undefined : referenceOf(kind, valueTree(reference, owner.start), path)
}

import type { AnyDefinition, Kind, OptionRow, Parameter, Registry } from '../kernel/index.ts'
import { KINDS, LoomError, optionRows, suggest } from '../kernel/index.ts'
import { type FieldRow, fieldRows } from './field-guide.ts'
import { builtins } from './registry.ts'

/** What a plugin is called and what it is for. */
export interface PluginBrief {
  readonly kind: Kind
  readonly name: string
  readonly title: string
  readonly summary: string
}

/** All that a plugin's definition says of it, for a page of documentation. */
export interface PluginPage extends PluginBrief {
  readonly stability: string
  readonly since: string
  readonly options: readonly OptionRow[]
  readonly examples: AnyDefinition['examples']
  /** Of a model: what its records hold. */
  readonly fields?: readonly FieldRow[]
  /** Of a model: the options that drift may move. */
  readonly parameters?: Readonly<Record<string, Parameter>>
}

/** All plugins, or those of one kind, sorted by kind and name. */
export async function listPlugins(kind?: Kind, registry: Registry = builtins): Promise<PluginBrief[]> {
  const kinds = kind ? [kind] : KINDS
  const pages = kinds.flatMap((each) => registry.names(each).map((name) => pluginPage(each, name, registry)))
  return (await Promise.all(pages)).map(({ kind: of, name, title, summary }) => ({
    kind: of,
    name,
    title,
    summary,
  }))
}

/** One plugin's page; E_PLUGIN_UNKNOWN when there is none. */
export async function pluginPage(
  kind: Kind,
  name: string,
  registry: Registry = builtins,
): Promise<PluginPage> {
  const definition = await registry.find(kind, name)
  if (!definition) {
    const names = registry.names(kind)
    throw new LoomError('E_PLUGIN_UNKNOWN', `there is no ${kind} plugin "${name}"`, {
      hint: suggest(name, names) ?? `there are: ${names.join(', ')}`,
    })
  }
  const { title, summary, stability, since, examples, fields, parameters } = definition
  return {
    kind,
    name,
    title,
    summary,
    stability,
    since,
    examples,
    options: optionRows(definition.options),
    ...(fields && { fields: fieldRows(fields) }),
    ...(parameters && { parameters }),
  }
}

/** `kind/name` taken apart; undefined when the kind does not exist. */
export function parseReference(reference: string): { kind: Kind; name?: string } | undefined {
  const [first, name] = reference.split('/')
  const kind = KINDS.find((known) => known === first || `${known}s` === first)
  return kind && { kind, ...(name && { name }) }
}

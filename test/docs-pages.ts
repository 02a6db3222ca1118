import { stringify } from 'yaml'
import type { PluginPage } from '../src/app/index.ts'
import { KINDS } from '../src/kernel/index.ts'

/** A plugin's page of documentation, read from its definition. */
export function pluginMarkdown(page: PluginPage): string {
  const rows = page.options.map(({ name, type, required, default: byDefault, description }) => {
    const fallback = required ? 'required' : byDefault === undefined ? '' : `\`${JSON.stringify(byDefault)}\``
    return `| \`${name}\` | ${cell(type)} | ${cell(fallback)} | ${cell(description)} |\n`
  })
  const table =
    rows.length > 0
      ? `| option | type | default | |\n|---|---|---|---|\n${rows.join('')}`
      : 'It has no options.\n'
  const examples = page.examples.map(
    ({ title, options }) => `${title}:\n\n\`\`\`yaml\n${example(page, options)}\`\`\`\n`,
  )
  return `# ${page.kind}/${page.name}: ${page.title}\n\n${page.summary}\n\n${page.stability} since ${page.since}\n\n${table}\n${examples.join('\n')}${fieldGuide(page)}${moving(page)}`
}

/** What the records of a model hold. */
function fieldGuide({ fields }: PluginPage): string {
  if (!fields) return ''
  const rows = fields.map(
    ({ name, type, role, values, description }) =>
      `| \`${name}\` | ${cell(type)} | ${role} | ${cell(values)} | ${cell(description)} |\n`,
  )
  return `\n## Fields\n\n| field | type | role | values | |\n|---|---|---|---|---|\n${rows.join('')}`
}

/** What drift may move. */
function moving({ parameters = {} }: PluginPage): string {
  const rows = Object.entries(parameters).map(
    ([name, { moves, range, description }]) =>
      `| \`${name}\` | ${moves} | ${range.join(' … ')} | ${cell(description)} |\n`,
  )
  if (rows.length === 0) return ''
  return `\n## What drift may move\n\n| option | moves | range | |\n|---|---|---|---|\n${rows.join('')}`
}

function example({ kind, name }: PluginPage, options: Readonly<Record<string, unknown>>): string {
  if (kind === 'formatter') return stringify({ formatter: { format: name, ...options } })
  if (kind === 'model') return stringify({ event: { model: { name, ...options } } })
  const key = kind === 'distortion' ? 'distort' : kind
  return stringify({ [key]: kind === 'event' ? { [name]: options } : [{ [name]: options }] })
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** Every error code, by layer. */
export function errorsPage(catalogues: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const rows = Object.values(catalogues).flatMap((catalogue) => Object.entries(catalogue))
  const lines = rows
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, text]) => `| \`${code}\` | ${cell(text)} |\n`)
  return `# Error codes\n\n| code | what it means |\n|---|---|\n${lines.join('')}`
}

/** The types that let a project given as a value be checked by the compiler. */
export function pluginTypes(pages: readonly PluginPage[]): string {
  const kinds = KINDS.map((kind) => {
    const members = pages
      .filter((page) => page.kind === kind)
      .map(({ name }) => `    '${name}': Options<typeof import('../plugins/${kind}/${name}/index.ts')>\n`)
    return `  ${kind}: {\n${members.join('')}  }\n`
  })
  return `// Read from the plugins' definitions by \`npm run docs\`.
import type * as z from 'zod'

type Options<M extends { default: { options: z.ZodType } }> = z.input<M['default']['options']>

/** The options of every plugin that ships with eventloom, by kind and name. */
export interface PluginOptions {
${kinds.join('')}}
`
}

import Table from 'cli-table3'
import type { Command } from 'commander'
import { stringify } from 'yaml'
import {
  listPlugins,
  type PluginBrief,
  type PluginPage,
  parseReference,
  pluginPage,
} from '../../app/index.ts'
import { KINDS, LoomError } from '../../kernel/index.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Finish } from '../options.ts'
import { columns, paintFor, print } from '../terminal.ts'

const paint = paintFor('stdout')

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

export function configure(command: Command, finish: Finish): void {
  command
    .argument('[kind/name]', 'such as input, or input/cron')
    .action(async (reference: string | undefined) => finish(await runPlugins(reference)))
}

/** Lists plugins, or shows one with its options and an example. */
async function runPlugins(reference: string | undefined): Promise<ExitCode> {
  const wanted = reference === undefined ? undefined : parseReference(reference)
  if (reference !== undefined && !wanted) {
    throw new LoomError('E_PLUGIN_UNKNOWN', `"${reference}" is not a kind of plugin`, {
      hint: `write one of ${KINDS.join(', ')}, or KIND/NAME`,
    })
  }
  const text = wanted?.name
    ? page(await pluginPage(wanted.kind, wanted.name), columns('stdout'))
    : list(await listPlugins(wanted?.kind), columns('stdout'))
  print(text)
  return EXIT.complete
}

function table(widths: number[]): InstanceType<typeof Table> {
  return new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: widths,
    wordWrap: true,
  })
}

export function list(briefs: readonly PluginBrief[], width: number): string {
  const nameWidth = Math.max(...briefs.map(({ kind, name }) => kind.length + name.length + 1)) + 1
  const rows = table([nameWidth, Math.max(20, width - nameWidth - 3)])
  for (const { kind, name, summary } of briefs)
    rows.push([`${paint('dim', `${kind}/`)}${paint('bold', name)}`, summary])
  return `${trimmed(rows.toString())}\n`
}

export function page(plugin: PluginPage, width: number): string {
  const nameWidth = Math.min(28, Math.max(6, ...plugin.options.map(({ name }) => name.length)) + 1)
  const rest = width - nameWidth - 6
  const rows = table([nameWidth, Math.floor(rest * 0.45), Math.ceil(rest * 0.55) - 2])
  for (const { name, type, required, default: byDefault, description } of plugin.options) {
    const note = required ? 'required' : byDefault === undefined ? '' : `default ${JSON.stringify(byDefault)}`
    rows.push([paint('bold', name), note ? `${type}\n${paint('dim', note)}` : type, description])
  }
  const examples = plugin.examples.map(
    ({ title, options }) => `${paint('dim', `# ${title}`)}\n${example(plugin, options)}`,
  )
  const options = plugin.options.length > 0 ? trimmed(rows.toString()) : 'It has no options.'
  return `${paint('bold', `${plugin.kind}/${plugin.name}`)}  ${plugin.title}\n${plugin.summary}\n\n${options}\n\n${examples.join('\n')}${fieldGuide(plugin, width)}`
}

/** What the records of a model hold. */
function fieldGuide({ fields }: PluginPage, width: number): string {
  if (!fields) return ''
  const nameWidth = Math.min(30, Math.max(...fields.map(({ name }) => name.length)) + 1)
  const rest = width - nameWidth - 6
  const rows = table([nameWidth, Math.floor(rest * 0.4), Math.ceil(rest * 0.6) - 2])
  for (const { name, type, role, values, description } of fields) {
    const note = [role, values].filter((each) => each !== '').join(', ')
    rows.push([paint('bold', name), `${type}\n${paint('dim', note)}`, description])
  }
  return `\n${paint('bold', 'Fields')}\n\n${trimmed(rows.toString())}\n`
}

/** The example as it stands in a project file. */
function example({ kind, name }: PluginPage, options: Readonly<Record<string, unknown>>): string {
  if (kind === 'formatter') return stringify({ formatter: { format: name, ...options } })
  if (kind === 'model') return stringify({ event: { model: { name, ...options } } })
  const key = kind === 'distortion' ? 'distort' : kind
  return stringify({ [key]: kind === 'event' ? { [name]: options } : [{ [name]: options }] })
}

function trimmed(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, '')
}

import {
  conflictProblem,
  pathText,
  splitKeys,
  suggest,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlPath,
} from '../../kernel/index.ts'
import { HOLE, isHole } from './hole.ts'
import type { PlacedProblem } from './project.ts'

/** An entry whose plugin has a name but was not looked up yet. */
export interface RawEntry {
  readonly name: string
  /** Offset of the name. */
  readonly start: number
  readonly options: YamlNode
  /** Where its options stand: `input[0].cron`, `event.template`. */
  readonly path: YamlPath
}

/** What the project says under a key that is no plugin, and the offset of that key. */
export interface RawSettings {
  readonly node: YamlNode
  readonly start: number
}

/** The parts of a project, as far as they could be made out. */
export interface Structure {
  readonly seed: number | string | undefined
  /** What the project lists under `plugins`, and the offset of that key. */
  readonly plugins: readonly string[]
  readonly pluginsStart: number
  readonly input: readonly RawEntry[]
  readonly event: readonly RawEntry[]
  readonly distort: readonly RawEntry[]
  readonly output: readonly RawEntry[]
  /** The output for dead letters. */
  readonly deadLetters: readonly RawEntry[]
  readonly ledger: RawSettings | undefined
  readonly checkpoint: RawSettings | undefined
  readonly problems: readonly PlacedProblem[]
}

const REQUIRED = ['input', 'event', 'output'] as const
const KEYS = [...REQUIRED, 'distort', 'ledger', 'checkpoint', 'dead_letters', 'seed', 'plugins']

/** Takes a project apart without knowing any plugin; dotted keys are split down to the plugins' names. */
export function takeApart(root: YamlNode): Structure {
  const problems: PlacedProblem[] = []
  const map = mapping(root, problems)
  const parts = new Map(map?.entries.map((entry) => [entry.key, entry]))
  for (const { key, keyStart } of parts.values())
    if (!KEYS.includes(key as string) && key !== HOLE) report(problems, keyStart, unknownKey(String(key)))
  for (const key of map ? REQUIRED : []) if (!parts.has(key)) report(problems, root.start, missingKey(key))
  const [input, event, output] = REQUIRED.map((key) => {
    const part = parts.get(key)
    if (!part) return []
    return key === 'event'
      ? entryOf(part.value, ['event'], part.keyStart, problems)
      : entriesOf(part.value, key, part.keyStart, problems)
  })
  const distort = parts.get('distort')
  const letters = parts.get('dead_letters')
  const plugins = parts.get('plugins')
  return {
    seed: seedOf(parts.get('seed')?.value, problems),
    plugins: pluginsOf(plugins?.value, problems),
    pluginsStart: plugins?.keyStart ?? root.start,
    input: input!,
    event: event!,
    distort: distort ? entriesOf(distort.value, 'distort', distort.keyStart, problems) : [],
    output: output!,
    deadLetters: letters ? entryOf(letters.value, ['dead_letters'], letters.keyStart, problems) : [],
    ledger: settingsOf(parts.get('ledger')),
    checkpoint: settingsOf(parts.get('checkpoint')),
    problems,
  }
}

type Said = readonly [code: string, message: string, hint: string]

function report(problems: PlacedProblem[], start: number, [code, message, hint]: Said): void {
  problems.push({ problem: { code, message, hint }, start })
}

function mapping(root: YamlNode, problems: PlacedProblem[]): YamlMap | undefined {
  if (root.kind === 'map') return splitAt(root, [], problems)
  const empty = root.kind === 'scalar' && root.value === null
  const message = empty
    ? 'the project is empty'
    : 'a project is a mapping with the keys input, event and output'
  report(problems, root.start, ['E_PROJECT_VALUE', message, 'start with "input:", "event:" and "output:"'])
  return undefined
}

function splitAt(map: YamlMap, path: YamlPath, problems: PlacedProblem[]): YamlMap {
  const { node, conflicts } = splitKeys(map, path)
  problems.push(
    ...conflicts.map((conflict) => ({ problem: conflictProblem(conflict.path), start: conflict.start })),
  )
  return node
}

function unknownKey(key: string): Said {
  const hint = suggest(key, KEYS) ?? `known here: ${KEYS.join(', ')}`
  return ['E_PROJECT_KEY', `a project has no key "${key}"`, hint]
}

function missingKey(key: (typeof REQUIRED)[number]): Said {
  const what = key === 'event' ? 'one event plugin' : `a list of ${key} plugins`
  return ['E_PROJECT_KEY', `the key "${key}" is missing`, `add "${key}:" with ${what}`]
}

/** Nothing after the colon is no options. */
function settingsOf(entry: YamlEntry | undefined): RawSettings | undefined {
  if (!entry) return undefined
  const { value, keyStart: start } = entry
  const empty = value.kind === 'scalar' && value.value === null
  return { node: empty ? { kind: 'map', entries: [], start } : value, start }
}

function entriesOf(
  node: YamlNode,
  key: 'input' | 'distort' | 'output',
  start: number,
  problems: PlacedProblem[],
): RawEntry[] {
  if (isHole(node)) return []
  const items = node.kind === 'list' ? node.items : []
  const optional = key === 'distort'
  const none = node.kind === 'list' || (node.kind === 'scalar' && node.value === null)
  if (items.length === 0 && !(optional && none)) {
    const message = `"${key}" is a list of ${optional ? 'plugins' : 'at least one plugin'}`
    report(problems, start, ['E_PROJECT_VALUE', message, 'put "- " before the name of each plugin'])
  }
  return items.flatMap((item, i) => entryOf(item, [key, i], item.start, problems))
}

/**
 * One plugin with its options. A name alone, or with nothing after its colon, is a plugin without options;
 * no list at all where something is wrong.
 */
function entryOf(node: YamlNode, path: YamlPath, start: number, problems: PlacedProblem[]): RawEntry[] {
  if (isHole(node)) return []
  if (node.kind === 'scalar' && typeof node.value === 'string')
    return [named(node.value, node.start, { kind: 'map', entries: [], start: node.start }, path)]
  const entries = node.kind === 'map' ? splitAt(node, path, problems).entries : []
  const [only, second] = entries
  if (!only || second) {
    report(problems, second?.keyStart ?? start, misfit(path, only?.key, second?.key, only?.value))
    return []
  }
  const { key, keyStart, value } = only
  if (key === HOLE) return []
  if (typeof key !== 'string') {
    const message = `${pathText(path)}: the name of a plugin is a text, not ${key}`
    report(problems, keyStart, ['E_PLUGIN_ENTRY', message, 'write "NAME:" with the options below it'])
    return []
  }
  return [named(key, keyStart, value, path)]
}

function named(name: string, start: number, options: YamlNode, path: YamlPath): RawEntry {
  return { name, start, options, path: [...path, name] }
}

function misfit(path: YamlPath, first: unknown, second: unknown, value: YamlNode | undefined): Said {
  const where = pathText(path)
  if (second === undefined)
    return [
      'E_PLUGIN_ENTRY',
      `${where} is one plugin with its options`,
      'write "NAME:" with the options below it',
    ]
  const bare = value?.kind === 'scalar' && value.value === null
  const hint = bare
    ? `indent the options of "${String(first)}" further than its name`
    : path.length > 1
      ? 'start each plugin with "- "'
      : 'a project has exactly one event plugin'
  const message = `${where} holds one plugin, but "${String(second)}" stands beside "${String(first)}"`
  return ['E_PLUGIN_ENTRY', message, hint]
}

function seedOf(node: YamlNode | undefined, problems: PlacedProblem[]): number | string | undefined {
  const value = node?.kind === 'scalar' ? node.value : node
  if (value === undefined || value === null || value === HOLE) return undefined
  if (typeof value === 'string' || Number.isSafeInteger(value)) return value as number | string
  if (typeof value === 'bigint') return String(value)
  report(problems, node!.start, [
    'E_PROJECT_VALUE',
    '"seed" is an integer or a text',
    'put other values in quotes',
  ])
  return undefined
}

function pluginsOf(node: YamlNode | undefined, problems: PlacedProblem[]): string[] {
  if (node === undefined || isHole(node) || (node.kind === 'scalar' && node.value === null)) return []
  const items = node.kind === 'list' ? node.items : [node]
  return items.flatMap((item) => {
    if (isHole(item)) return []
    if (item.kind === 'scalar' && typeof item.value === 'string' && item.value !== '') return [item.value]
    const message = '"plugins" is a list of paths and package names'
    report(problems, item.start, ['E_PROJECT_VALUE', message, 'write them as texts, such as "./my-input.ts"'])
    return []
  })
}

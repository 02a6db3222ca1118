import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar } from 'yaml'
import type { Problem } from '../errors.ts'
import { isWide, narrow } from '../narrow.ts'
import { CivilTime, Float } from '../value.ts'
import type { YamlEntry, YamlMap, YamlNode } from './node.ts'
import { resolvePlain, resolveTagged } from './scalar.ts'
import type { Source } from './source.ts'

/** How many nodes aliases may stand for in all: a file that multiplies itself ends here, not the machine. */
const MAX_ALIASED = 100_000

const TAG = 'tag:yaml.org,2002:'

export interface Tree {
  readonly root: YamlNode
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

interface Composing {
  readonly text: string
  readonly isWide: boolean
  readonly source: Source
  readonly problems: Problem[]
  readonly warnings: Problem[]
  /** What each anchor stands for; null while its node is still being read. */
  readonly anchors: Map<string, YamlNode | null>
  readonly sizes: Map<YamlNode, number>
  aliased: number
}

/** Gives the scalars of a syntax tree their types and resolves anchors, merge keys and repeated keys. */
export function composeTree(document: Document.Parsed | undefined, text: string, source: Source): Tree {
  const composing: Composing = {
    text,
    isWide: isWide(text),
    source,
    problems: [],
    warnings: [],
    anchors: new Map(),
    sizes: new Map(),
    aliased: 0,
  }
  const root = compose(composing, document?.contents ?? null, 0)
  return { root, problems: composing.problems, warnings: composing.warnings }
}

/** `fallback` is where an empty value is said to stand: at its key or list item. */
function compose(to: Composing, node: Node | null, fallback: number): YamlNode {
  if (node === null) return scalar(null, true, fallback)
  if (isAlias(node)) return followAlias(to, node.source, node.range?.[0] ?? fallback)
  const anchor = (node as { anchor?: string }).anchor
  if (anchor !== undefined) to.anchors.set(anchor, null)
  const composed = composeNode(to, node, fallback)
  if (anchor !== undefined) to.anchors.set(anchor, composed)
  return composed
}

function composeNode(to: Composing, node: Node, fallback: number): YamlNode {
  const start = node.range?.[0] ?? fallback
  if (isScalar(node)) return composeScalar(to, node, start, fallback)
  if (isSeq(node)) {
    checkTag(to, node.tag, 'seq', start)
    const items = node.items.map((item) => compose(to, item as Node | null, start))
    return sized(to, { kind: 'list', items, start })
  }
  if (isMap(node)) {
    checkTag(to, node.tag, 'map', start)
    return sized(to, composeMap(to, node.items as Pair<Node | null, Node | null>[], start))
  }
  return scalar(null, true, start)
}

function scalar(value: unknown, plain: boolean, start: number): YamlNode {
  return { kind: 'scalar', value, plain, start }
}

function composeScalar(to: Composing, node: Scalar, start: number, fallback: number): YamlNode {
  const plain = node.type === Scalar.PLAIN
  const text = scalarText(to, node)
  const tag = node.tag === '!' ? undefined : node.tag?.replace(TAG, '')
  if (tag === undefined && !plain) return scalar(text, false, start)
  const resolved = tag === undefined ? resolvePlain(text) : resolveTagged(tag, text)
  if (resolved === undefined) {
    unknownTag(to, node.tag!, start)
    return scalar(text, false, start)
  }
  if ('problem' in resolved) {
    const hint = 'put it in quotes if it is meant as text'
    to.problems.push({ code: 'E_YAML_VALUE', message: resolved.problem, hint, at: to.source.at(start) })
    return scalar(text, plain, start)
  }
  return scalar(resolved.value, plain && tag === undefined, text === '' && plain ? fallback : start)
}

/** A literal block that the end of the file cuts off has no last line break. */
function scalarText(to: Composing, node: Scalar): string {
  const { BLOCK_FOLDED, BLOCK_LITERAL } = Scalar
  const written = String(node.value ?? '')
  const text = to.isWide ? narrow(written) : written
  const block = node.type === BLOCK_LITERAL || node.type === BLOCK_FOLDED
  const cutOff = block && node.range?.[1] === to.text.length && !to.text.endsWith('\n')
  return cutOff ? text.replace(/\n$/, '') : text
}

function checkTag(to: Composing, tag: string | undefined, expected: string, start: number): void {
  if (tag !== undefined && tag !== '!' && tag !== TAG + expected) unknownTag(to, tag, start)
}

function unknownTag(to: Composing, tag: string, start: number): void {
  to.problems.push({
    code: 'E_YAML_TAG',
    message: `the tag ${tag.startsWith(TAG) ? `!!${tag.slice(TAG.length)}` : tag} is not supported here`,
    hint: 'remove it; a value that starts with "!" needs quotes',
    at: to.source.at(start),
  })
}

function followAlias(to: Composing, name: string, start: number): YamlNode {
  const target = to.anchors.get(name)
  if (target) {
    to.aliased += to.sizes.get(target) ?? 1
    if (to.aliased <= MAX_ALIASED) return target
  }
  const [message, hint] = target
    ? [`the aliases of this file stand for more than ${MAX_ALIASED} values`, 'write fewer of them']
    : target === null
      ? [`"*${name}" stands inside the very value that "&${name}" names`, 'a value cannot contain itself']
      : [`there is no "&${name}" before "*${name}"`, 'a value that starts with "*" needs quotes']
  if (to.aliased <= MAX_ALIASED || !to.problems.some((problem) => problem.message === message))
    to.problems.push({ code: 'E_YAML_ALIAS', message, hint, at: to.source.at(start) })
  return scalar(null, false, start)
}

/** Remembers how many nodes a collection stands for. */
function sized<N extends YamlNode>(to: Composing, node: N): N {
  const children =
    node.kind === 'list' ? node.items : node.kind === 'map' ? node.entries.map((entry) => entry.value) : []
  to.sizes.set(
    node,
    children.reduce((total, child) => total + (to.sizes.get(child) ?? 1), 1),
  )
  return node
}

function composeMap(to: Composing, pairs: readonly Pair<Node | null, Node | null>[], start: number): YamlMap {
  const merged: YamlEntry[] = []
  const own: YamlEntry[] = []
  const seen = new Set<unknown>()
  for (const pair of pairs) {
    const key = compose(to, pair.key, start)
    const value = compose(to, pair.value, key.start)
    if (key.kind !== 'scalar') {
      to.problems.push(unfitKey(to, key.start))
    } else if (key.value === '<<' && key.plain) {
      merged.push(...mergedEntries(to, value))
    } else {
      if (seen.has(identity(key.value))) to.warnings.push(repeatedKey(to, key.value, key.start))
      seen.add(identity(key.value))
      own.push({ key: key.value, keyStart: key.start, value })
    }
  }
  return { kind: 'map', entries: lastOfEach([...merged, ...own]), start }
}

function unfitKey(to: Composing, start: number): Problem {
  const template = to.text.startsWith('{{', start - 1)
  return {
    code: 'E_YAML_KEY',
    message: 'a list or mapping cannot be a key',
    hint: template ? 'put a value that starts with "{{" in quotes' : 'use a text or a number as the key',
    at: to.source.at(start),
  }
}

function repeatedKey(to: Composing, key: unknown, start: number): Problem {
  return {
    code: 'E_YAML_DUPLICATE',
    message: `the key "${key}" is written twice; the last one counts`,
    hint: 'remove one of them',
    at: to.source.at(start),
  }
}

/** What `<<: *defaults` or `<<: [*first, *second]` brings in; of several the first has precedence. */
function mergedEntries(to: Composing, value: YamlNode): readonly YamlEntry[] {
  if (value.kind === 'map') return value.entries
  if (value.kind === 'list' && value.items.every((item) => item.kind === 'map'))
    return value.items.toReversed().flatMap((item) => item.entries)
  to.problems.push({
    code: 'E_YAML_MERGE',
    message: 'only a mapping or a list of mappings can be merged with "<<"',
    hint: 'point it at an anchor on a mapping, as in "<<: *defaults"',
    at: to.source.at(value.start),
  })
  return []
}

/** A key keeps its first place and takes its last value, as in a Python dict. */
function lastOfEach(entries: readonly YamlEntry[]): YamlEntry[] {
  const last = new Map<unknown, YamlEntry>()
  for (const entry of entries) {
    const id = identity(entry.key)
    last.set(id, { ...entry, key: last.get(id)?.key ?? entry.key })
  }
  return [...last.values()]
}

/** Equal for keys that are one key: `1`, `1.0` and `true` are, a number and its text are not. */
function identity(key: unknown): unknown {
  if (typeof key === 'boolean') return Number(key)
  if (key instanceof Float) return key.value
  return key instanceof CivilTime ? `date ${key}\u0000` : key
}

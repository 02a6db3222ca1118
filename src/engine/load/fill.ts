import type { YamlEntry, YamlNode } from '../../kernel/index.ts'
import { HOLE } from './hole.ts'
import { masksIn, onlyMask, type Placeholder, replaceMasks } from './placeholder.ts'
import type { PlacedProblem, ProjectContext } from './project.ts'
import { pythonText } from './python-text.ts'
import { unwrapRaw } from './raw-block.ts'
import { resolveValues } from './resolve.ts'
import { valueTree } from './value-tree.ts'

export interface Filled {
  readonly root: YamlNode
  readonly problems: readonly PlacedProblem[]
  readonly warnings: readonly PlacedProblem[]
}

/**
 * Puts values in place of the masked placeholders of a tree. A plain scalar that is one placeholder becomes the
 * parameter's own value, of whatever type; anywhere else its text is inserted. Either way a value never
 * becomes YAML: what it holds cannot change the structure around it.
 */
export async function fill(
  root: YamlNode,
  placeholders: readonly Placeholder[],
  context: ProjectContext,
): Promise<Filled> {
  const used = new Set<number>()
  collect(root, used, new Set())
  const problems: PlacedProblem[] = []
  const warnings: PlacedProblem[] = []
  const values = await resolveValues(
    [...used].sort((a, b) => a - b),
    placeholders,
    context,
    problems,
  )
  const filling: Filling = { placeholders, values, problems, warnings, done: new Map() }
  return { root: fillNode(filling, root), problems, warnings }
}

/** Visits the scalars and keys of a tree; what anchors share is visited once. */
function collect(node: YamlNode, used: Set<number>, seen: Set<YamlNode>): void {
  if (seen.has(node)) return
  seen.add(node)
  if (node.kind === 'list') for (const item of node.items) collect(item, used, seen)
  else if (node.kind === 'scalar') collectFrom(node.value, used)
  else
    for (const entry of node.entries) {
      collectFrom(entry.key, used)
      collect(entry.value, used, seen)
    }
}

function collectFrom(text: unknown, used: Set<number>): void {
  if (typeof text !== 'string') return
  unwrapRaw(text, (outside) => {
    for (const index of masksIn(outside)) used.add(index)
    return outside
  })
}

interface Filling {
  readonly placeholders: readonly Placeholder[]
  readonly values: ReadonlyMap<number, unknown>
  readonly problems: PlacedProblem[]
  readonly warnings: PlacedProblem[]
  readonly done: Map<YamlNode, YamlNode>
}

function fillNode(filling: Filling, node: YamlNode): YamlNode {
  const known = filling.done.get(node)
  if (known) return known
  const filled = fillFresh(filling, node)
  filling.done.set(node, filled)
  return filled
}

function fillFresh(filling: Filling, node: YamlNode): YamlNode {
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => fillNode(filling, item)) }
  if (node.kind === 'map') return { ...node, entries: node.entries.map((entry) => fillEntry(filling, entry)) }
  if (typeof node.value !== 'string') return node
  const only = node.plain ? onlyMask(node.value) : undefined
  if (only !== undefined) return valueTree(filling.values.get(only), filling.placeholders[only]!.start)
  const value = fillText(filling, node.value, node.start)
  return value === node.value ? node : { ...node, value }
}

/** A value in a key is text, and its dots are no path. */
function fillEntry(filling: Filling, entry: YamlEntry): YamlEntry {
  const value = fillNode(filling, entry.value)
  if (typeof entry.key !== 'string') return { ...entry, value }
  const key = fillText(filling, entry.key, entry.keyStart)
  return key === entry.key ? { ...entry, value } : { ...entry, key, value, whole: true }
}

function fillText(filling: Filling, text: string, start: number): string | typeof HOLE {
  if (!text.includes('${') && !text.includes('{%') && masksIn(text).length === 0) return text
  let hole = false
  const filled = unwrapRaw(
    text,
    (outside) => {
      reportOthers(filling, outside, start)
      return replaceMasks(outside, (index) => {
        const value = filling.values.get(index)
        hole ||= value === HOLE
        return value === HOLE ? '' : pythonText(value)
      })
    },
    (inside) => replaceMasks(inside, (index) => filling.placeholders[index]!.text),
  )
  return hole ? HOLE : filled
}

/** A `${…}` that is none of ours stays, but more often than not it is a slip. */
function reportOthers(filling: Filling, text: string, start: number): void {
  for (const [masked] of text.matchAll(/\$\{[^{}\n]*\}?/g)) {
    const other = replaceMasks(masked, (index) => filling.placeholders[index]!.text)
    const hint = 'a parameter is ${params.NAME}, a secret ${secrets.NAME}'
    if (/^\$\{\s*(?:params|secrets)\b/.test(other)) {
      const problem = { code: 'E_PLACEHOLDER_INVALID', message: `${other} is not a placeholder`, hint }
      filling.problems.push({ problem, start })
    } else {
      const message = `${other} is not a placeholder and stays as it is`
      filling.warnings.push({ problem: { code: 'E_PLACEHOLDER_UNKNOWN', message, hint }, start })
    }
  }
}

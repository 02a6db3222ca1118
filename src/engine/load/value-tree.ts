import { isMapping, LoomError, type YamlNode } from '../../kernel/index.ts'

/** Deeper than any project; a value that contains itself ends here. */
const MAX_DEPTH = 200

/** A JavaScript value as a tree, all of it standing at one place. */
export function valueTree(value: unknown, start = 0, depth = 0): YamlNode {
  if (depth > MAX_DEPTH)
    throw new LoomError('E_PROJECT_VALUE', `a value is nested more than ${MAX_DEPTH} levels deep`, {
      hint: 'does it contain itself?',
    })
  if (Array.isArray(value))
    return { kind: 'list', items: value.map((item) => valueTree(item, start, depth + 1)), start }
  if (!(value instanceof Map) && !isMapping(value)) return { kind: 'scalar', value, plain: true, start }
  const pairs: (readonly [unknown, unknown])[] = value instanceof Map ? [...value] : Object.entries(value)
  // What is undefined was not given: JSON leaves it out, too.
  const entries = pairs
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => ({ key, keyStart: start, value: valueTree(item, start, depth + 1) }))
  return { kind: 'map', entries, start }
}

/** A tree with all its texts changed. */
export function maskTree(node: YamlNode, change: (text: string) => string): YamlNode {
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => maskTree(item, change)) }
  if (node.kind === 'scalar')
    return typeof node.value === 'string' ? { ...node, value: change(node.value) } : node
  const entries = node.entries.map((entry) => ({
    ...entry,
    key: typeof entry.key === 'string' ? change(entry.key) : entry.key,
    value: maskTree(entry.value, change),
  }))
  return { ...node, entries }
}

/**
 * A YAML document as data with places. A place is an offset into the text, in UTF-16 units.
 * Trees are never changed after they are made; what rewrites one makes a new one.
 */
export type YamlNode = YamlScalar | YamlList | YamlMap

export interface YamlScalar {
  readonly kind: 'scalar'
  /** The value it stands for; after a placeholder was filled in, any value. */
  readonly value: unknown
  /** Written without quotes and not as a block, so that its type is guessed from its text. */
  readonly plain: boolean
  readonly start: number
}

export interface YamlList {
  readonly kind: 'list'
  readonly items: readonly YamlNode[]
  readonly start: number
}

export interface YamlMap {
  readonly kind: 'map'
  /** In order, each key once. */
  readonly entries: readonly YamlEntry[]
  readonly start: number
}

export interface YamlEntry {
  /** A scalar's value; texts in all but odd documents. */
  readonly key: unknown
  readonly keyStart: number
  readonly value: YamlNode
  /** The key is what is left of a dotted key whose head was split off. */
  readonly rest?: true
  /** The key is whole as it is, dots and all: a value was filled in. */
  readonly whole?: true
}

/** A step into a document: a key, or the index of a list item. */
export type YamlPath = readonly (string | number)[]

/**
 * The values of a tree. A mapping becomes a plain object, or a Map when one of its keys is not a text, so
 * that a schema which wants text keys refuses it. What an anchor shares is shared here too.
 */
export function plainValue(node: YamlNode): unknown {
  return convert(node, new Map())
}

function convert(node: YamlNode, done: Map<YamlNode, unknown>): unknown {
  if (node.kind === 'scalar') return node.value
  const known = done.get(node)
  if (known !== undefined) return known
  const value =
    node.kind === 'list' ? node.items.map((item) => convert(item, done)) : convertMap(node.entries, done)
  done.set(node, value)
  return value
}

function convertMap(entries: readonly YamlEntry[], done: Map<YamlNode, unknown>): unknown {
  const pairs = entries.map((entry) => [entry.key, convert(entry.value, done)] as const)
  return entries.every((entry) => typeof entry.key === 'string')
    ? Object.fromEntries(pairs as readonly (readonly [string, unknown])[])
    : new Map(pairs)
}

/**
 * The offset that a reader should look at for a path: the value, or its key if `onKey` is set. Where the path
 * leads beyond what is written (a missing option), the key of the nearest thing that is; `keyStart` is the
 * root's own.
 */
export function offsetOf(root: YamlNode, path: YamlPath, onKey = false, keyStart = root.start): number {
  let node = root
  let key = keyStart
  for (const step of path) {
    const next = stepInto(node, step)
    if (!next) return key
    key = next.keyStart
    node = next.value
  }
  return onKey ? key : node.start
}

/** The node at a path, or undefined. */
export function nodeAt(root: YamlNode, path: YamlPath): YamlNode | undefined {
  let node: YamlNode | undefined = root
  for (const step of path) node = node && stepInto(node, step)?.value
  return node
}

function stepInto(node: YamlNode, step: string | number): Pick<YamlEntry, 'keyStart' | 'value'> | undefined {
  if (node.kind === 'map') return node.entries.find((entry) => String(entry.key) === String(step))
  const item = node.kind === 'list' ? node.items[Number(step)] : undefined
  return item && { keyStart: item.start, value: item }
}

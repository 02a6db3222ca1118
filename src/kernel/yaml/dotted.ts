import type * as z from 'zod'
import type { Problem } from '../errors.ts'
import type { YamlEntry, YamlMap, YamlNode, YamlPath } from './node.ts'
import { fieldsOf, itemsOf, type Shape, shapeOf, valuesOf } from './shape.ts'

/** Two spellings of one path that contradict each other. */
export interface Conflict {
  readonly path: YamlPath
  /** Offset of the later of the two keys. */
  readonly start: number
}

/** A tree whose dotted keys are nested mappings now. */
export interface Expanded<N extends YamlNode = YamlNode> {
  readonly node: N
  readonly conflicts: readonly Conflict[]
}

/**
 * Reads `a.b: 1` as `a: {b: 1}` wherever the schema lists the keys of a mapping, and merges the spellings of
 * one mapping in order. Where keys are the user's own (a record, or data that no schema describes) a dot is a
 * part of the key: `login.json` stays one template, `shared.n` one field of a condition. Only what is left of
 * a key that began among listed ones is split further, and only if a listed key comes next.
 */
export function expandDotted(node: YamlNode, schema: z.ZodType, path: YamlPath = []): Expanded {
  const conflicts: Conflict[] = []
  return { node: expand(node, shapeOf(schema), path, conflicts), conflicts }
}

/** Splits the dotted keys of one mapping at their first dot, whatever they are; deeper levels stay as they are. */
export function splitKeys(map: YamlMap, path: YamlPath = []): Expanded<YamlMap> {
  const conflicts: Conflict[] = []
  return { node: split(map, () => true, path, conflicts), conflicts }
}

/** `output[0].stdout.formatter.format`. */
export function pathText(path: YamlPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  )
}

export function conflictProblem(path: YamlPath): Omit<Problem, 'at'> {
  return {
    code: 'E_YAML_DOTTED',
    message: `"${pathText(path)}" is given twice, in two spellings`,
    hint: 'a dotted key is a short form of nested mappings; keep one of the two',
  }
}

function expand(node: YamlNode, shape: Shape, path: YamlPath, conflicts: Conflict[]): YamlNode {
  if (shape.length === 0 || node.kind === 'scalar') return node
  if (node.kind === 'list') {
    const inner = itemsOf(shape)
    return { ...node, items: node.items.map((item, i) => expand(item, inner, [...path, i], conflicts)) }
  }
  const fields = fieldsOf(shape)
  const values = valuesOf(shape)
  const listed = fieldsOf(values)
  const map = split(
    node,
    (head, tail, entry) => {
      if (fields && (values.length === 0 || head in fields)) return true
      if (!listed || !(firstOf(tail) in listed)) return false
      return entry.rest === true || entry.value.kind !== 'map'
    },
    path,
    conflicts,
  )
  return {
    ...map,
    entries: map.entries.map((entry) => ({
      ...entry,
      value: expand(
        entry.value,
        fields?.[String(entry.key)] ?? values,
        [...path, String(entry.key)],
        conflicts,
      ),
    })),
  }
}

function firstOf(key: string): string {
  const dot = key.indexOf('.')
  return dot === -1 ? key : key.slice(0, dot)
}

type Decide = (head: string, tail: string, entry: YamlEntry) => boolean

function split(map: YamlMap, decide: Decide, path: YamlPath, conflicts: Conflict[]): YamlMap {
  if (!map.entries.some(isDotted)) return map
  const merged = new Map<unknown, YamlEntry>()
  for (const entry of map.entries) {
    const dot = isDotted(entry) ? entry.key.indexOf('.') : -1
    const head = dot === -1 ? '' : (entry.key as string).slice(0, dot)
    const tail = dot === -1 ? '' : (entry.key as string).slice(dot + 1)
    if (dot === -1 || !decide(head, tail, entry)) {
      add(merged, entry, path, conflicts)
      continue
    }
    const rest: YamlEntry = { key: tail, keyStart: entry.keyStart, value: entry.value, rest: true }
    const value: YamlMap = { kind: 'map', entries: [rest], start: entry.keyStart }
    add(merged, { key: head, keyStart: entry.keyStart, value }, path, conflicts)
  }
  return { ...map, entries: [...merged.values()] }
}

function isDotted(entry: YamlEntry): entry is YamlEntry & { key: string } {
  return typeof entry.key === 'string' && !entry.whole && /^[^.]+(?:\.[^.]+)+$/.test(entry.key)
}

function add(to: Map<unknown, YamlEntry>, entry: YamlEntry, path: YamlPath, conflicts: Conflict[]): void {
  const known = to.get(entry.key)
  const here = [...path, String(entry.key)]
  if (known === undefined) to.set(entry.key, entry)
  else if (known.value.kind !== 'map' || entry.value.kind !== 'map')
    conflicts.push({ path: here, start: entry.keyStart })
  else to.set(entry.key, { ...known, value: merge(known.value, entry.value, here, conflicts) })
}

function merge(first: YamlMap, second: YamlMap, path: YamlPath, conflicts: Conflict[]): YamlMap {
  const merged = new Map(first.entries.map((entry) => [entry.key, entry]))
  for (const entry of second.entries) add(merged, entry, path, conflicts)
  return { ...first, entries: [...merged.values()] }
}

import type * as z from 'zod'
import { type Problem, ProblemsError } from '../errors.ts'
import { type OptionProblem, readOptions } from '../options/read.ts'
import { conflictProblem, expandDotted } from './dotted.ts'
import { nodeAt, offsetOf, plainValue, type YamlNode, type YamlPath } from './node.ts'
import type { YamlFile } from './parse.ts'

/** A problem within a node: the offset it should be shown at and the path that leads to it. */
export interface NodeProblem {
  readonly problem: Omit<Problem, 'at'>
  readonly start: number
  readonly path: YamlPath
  /** The value that is refused; undefined where there is none. */
  readonly node: YamlNode | undefined
}

export interface ReadNode<T> {
  /** Undefined if there are problems. */
  readonly value: T | undefined
  /** The node with dotted keys expanded. */
  readonly node: YamlNode
  readonly problems: readonly NodeProblem[]
}

/**
 * Expands the dotted keys of a node as its schema says, then validates it; finds every problem. `keyStart` is
 * the offset of the node's own key, `path` what leads to the node, for messages that name a place in full.
 */
export function readNode<S extends z.ZodType>(
  schema: S,
  raw: YamlNode,
  keyStart = raw.start,
  path: YamlPath = [],
): ReadNode<z.output<S>> {
  const { node, conflicts } = expandDotted(raw, schema, path)
  const result = readOptions(schema, plainValue(node))
  const contradictions = conflicts.map((conflict) => ({
    ...conflict,
    problem: conflictProblem(conflict.path),
    node: undefined,
  }))
  if (result.ok && conflicts.length === 0) return { value: result.value, node, problems: [] }
  const refused = result.ok ? [] : result.problems.map((problem) => refusal(node, problem, keyStart))
  return { value: undefined, node, problems: [...contradictions, ...refused] }
}

function refusal(root: YamlNode, { path, onKey, ...problem }: OptionProblem, keyStart: number): NodeProblem {
  const node = nodeAt(root, path)
  const odd = node?.kind === 'map' ? node.entries.find((entry) => typeof entry.key !== 'string') : undefined
  return odd
    ? { problem: keyProblem(String(odd.key)), start: odd.keyStart, path: [...path, String(odd.key)], node }
    : { problem, start: offsetOf(root, path, onKey, keyStart), path, node }
}

function keyProblem(key: string): Omit<Problem, 'at'> {
  return {
    code: 'E_OPTION_INVALID',
    message: `the key ${key} is not a text`,
    hint: `write it in quotes: "${key}"`,
  }
}

/** The content of a whole file, validated. Throws ProblemsError with the place of every problem. */
export function readYaml<S extends z.ZodType>(schema: S, file: YamlFile): z.output<S> {
  const { value, problems } = readNode(schema, file.root)
  if (problems.length > 0)
    throw new ProblemsError(problems.map(({ problem, start }) => ({ ...problem, at: file.at(start) })))
  return value as z.output<S>
}

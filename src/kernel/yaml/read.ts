import type { z } from 'zod'
import { type Problem, ProblemsError } from '../errors.ts'
import { readOptions } from '../options/read.ts'
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

/** Expands the dotted keys of a node as its schema says, then validates it; finds every problem. */
export function readNode<S extends z.ZodType>(
  schema: S,
  raw: YamlNode,
  keyStart = raw.start,
): ReadNode<z.output<S>> {
  const { node, conflicts } = expandDotted(raw, schema)
  const result = readOptions(schema, plainValue(node))
  const contradictions = conflicts.map((conflict) => ({
    ...conflict,
    problem: conflictProblem(conflict.path),
    node: undefined,
  }))
  if (result.ok && conflicts.length === 0) return { value: result.value, node, problems: [] }
  const refused = result.ok
    ? []
    : result.problems.map(({ path, onKey, ...problem }) => {
        const at = nodeAt(node, path)
        const oddKey =
          at?.kind === 'map' ? at.entries.find((entry) => typeof entry.key !== 'string') : undefined
        if (oddKey)
          return {
            problem: keyProblem(oddKey.key),
            start: oddKey.keyStart,
            path: [...path, String(oddKey.key)],
            node: at,
          }
        return { problem, start: offsetOf(node, path, onKey, keyStart), path, node: at }
      })
  return { value: undefined, node, problems: [...contradictions, ...refused] }
}

function keyProblem(key: unknown): Omit<Problem, 'at'> {
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

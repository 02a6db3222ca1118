import { type Problem, ProblemsError, type SourceLocation } from '../errors.ts'
import { composeTree } from './compose.ts'
import { offsetOf, plainValue, type YamlNode, type YamlPath } from './node.ts'
import { normalise, type Source, source } from './source.ts'
import { parseSyntax } from './syntax.ts'

/** A document, its values and where each of them stands. */
export interface YamlFile {
  readonly file: string
  /**
   * Plain objects (a Map where a key is not a text), arrays, texts, numbers, booleans, null, and `Float`, bigint
   * and `CivilTime` where JavaScript has no value of its own. Null for an empty file.
   */
  readonly value: unknown
  readonly root: YamlNode
  /** Things that are probably slips, such as a key written twice. */
  readonly warnings: readonly Problem[]
  /** Where the value at a path stands, or its key; for a path that leads nowhere, the nearest key above. */
  locate(path: YamlPath, onKey?: boolean): SourceLocation
  /** The line and column of an offset that a node carries. */
  at(offset: number): SourceLocation
}

export interface ParseOptions {
  /**
   * Changes the text before it is read, keeping its length. It is given the text with `\n` for every line break
   * and no byte order mark; places are told in that text.
   */
  readonly rewrite?: (text: string) => string
}

/**
 * Reads one YAML 1.1 document as PyYAML does: `yes` is true, `1:30` is 90, `012` is 10, `1e3` a text, dates are
 * dates. Throws ProblemsError with every problem, each with line and column; never anything else.
 */
export function parseYaml(text: string, file: string, options: ParseOptions = {}): YamlFile {
  const original = normalise(text)
  const lines = source(file, original)
  const plain = options.rewrite ? options.rewrite(original) : original
  const document = parseSyntax(plain, lines)
  const { root, problems, warnings } = composeTree(document, plain, lines)
  if (problems.length > 0) throw new ProblemsError(problems)
  return fileOf(lines, root, warnings)
}

function fileOf(lines: Source, root: YamlNode, warnings: readonly Problem[]): YamlFile {
  let value: unknown
  let converted = false
  return {
    file: lines.file,
    get value() {
      if (!converted) value = plainValue(root)
      converted = true
      return value
    },
    root,
    warnings,
    locate: (path, onKey) => lines.at(offsetOf(root, path, onKey)),
    at: lines.at,
  }
}

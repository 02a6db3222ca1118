import { dirname, resolve } from 'node:path'
import type * as z from 'zod'
import {
  type Kind,
  LoomError,
  type Problem,
  ProblemsError,
  parseYaml,
  problemsOf,
  type SourceLocation,
  type YamlFile,
  type YamlNode,
} from '../../kernel/index.ts'
import { checkpointSchema } from '../checkpoint/options.ts'
import { ledgerSchema } from '../distort/ledger/options.ts'
import { type Reading, readEntry, readSettings } from './entries.ts'
import { fill } from './fill.ts'
import { mask, type Placeholder, RESERVED, replaceMasks } from './placeholder.ts'
import type { PlacedProblem, Project, ProjectContext } from './project.ts'
import { readProjectFile } from './project-file.ts'
import { type RawEntry, type RawSettings, type Structure, takeApart } from './structure.ts'
import { maskTree, valueTree } from './value-tree.ts'

/** A project on disk (a file, or a folder that holds `generator.yml`), or its text under a name. */
export type ProjectSource = { readonly path: string } | { readonly text: string; readonly file: string }

/**
 * Loads a project file: reads YAML, fills in parameters and secrets, looks up plugins and validates their
 * options. Throws ProblemsError with everything that is wrong, each with file, line and column.
 */
export async function loadProject(source: ProjectSource & ProjectContext): Promise<Project> {
  const { file, text } = 'path' in source ? readProjectFile(source.path) : source
  const placeholders: Placeholder[] = []
  const unmask = (problem: Problem) =>
    restated(
      problem,
      problem.at,
      replaceMasks(problem.message, (index) => placeholders[index]!.text),
    )
  const yaml = parse(text, file, placeholders, unmask)
  const directory = dirname(resolve(file))
  const project = await read(yaml.root, placeholders, directory, source, yaml.at)
  return { file, ...project, warnings: [...yaml.warnings.map(unmask), ...project.warnings] }
}

function parse(
  text: string,
  file: string,
  placeholders: Placeholder[],
  unmask: (problem: Problem) => Problem,
): YamlFile {
  const rewrite = (plain: string) => {
    refuseReserved(plain, file)
    return mask(plain, placeholders)
  }
  try {
    return parseYaml(text, file, { rewrite })
  } catch (error) {
    throw new ProblemsError(problemsOf(error).map(unmask))
  }
}

export interface ValueContext extends ProjectContext {
  /** The project folder; made absolute. */
  readonly directory: string
}

/**
 * Reads a project given as a value, shaped like a parsed project file. Throws ProblemsError with everything
 * that is wrong, each with the path to it.
 */
export async function readProject(project: unknown, context: ValueContext): Promise<Project> {
  const placeholders: Placeholder[] = []
  const root = maskTree(valueTree(project), (text) => {
    refuseReserved(text, undefined)
    return mask(text, placeholders)
  })
  return read(root, placeholders, resolve(context.directory), context, undefined)
}

async function read(
  root: YamlNode,
  placeholders: readonly Placeholder[],
  directory: string,
  context: ProjectContext,
  locate: ((start: number) => SourceLocation) | undefined,
): Promise<Project> {
  const filled = await fill(root, placeholders, context)
  const structure = takeApart(filled.root)
  const problems: PlacedProblem[] = [...filled.problems, ...structure.problems]
  const parts = await readParts(structure, directory, context, problems, locate)
  const event = parts?.event[0]
  if (problems.length > 0 || !parts || !event) throw new ProblemsError(located(problems, locate))
  return {
    directory,
    ...(structure.seed !== undefined && { seed: structure.seed }),
    input: parts.input,
    event,
    ...(parts.distort.length > 0 && { distort: parts.distort }),
    ...(parts.ledger && { ledger: parts.ledger }),
    output: parts.output,
    ...(parts.deadLetters[0] && { deadLetters: parts.deadLetters[0] }),
    ...(structure.plugins.length > 0 && { plugins: structure.plugins }),
    ...(parts.checkpoint && { checkpoint: parts.checkpoint }),
    warnings: located(filled.warnings, locate),
  }
}

async function readParts(
  structure: Structure,
  directory: string,
  context: ProjectContext,
  problems: PlacedProblem[],
  locate: Reading['locate'],
) {
  const registry = await registryFor(structure, directory, context, problems)
  if (!registry) return undefined
  const readAll = async <K extends Kind>(kind: K, entries: readonly RawEntry[]) => {
    const all = await Promise.all(entries.map((raw) => readEntry({ registry, locate }, kind, raw)))
    problems.push(...all.flatMap((read) => read.problems))
    return all.flatMap(({ entry }) => (entry ? [entry] : []))
  }
  const settings = <S extends z.ZodObject>(schema: S, key: string, given: RawSettings | undefined) => {
    const read = given && readSettings({ registry, locate }, schema, [key], given)
    problems.push(...(read?.problems ?? []))
    return read?.value
  }
  return {
    input: await readAll('input', structure.input),
    event: await readAll('event', structure.event),
    distort: await readAll('distortion', structure.distort),
    output: await readAll('output', structure.output),
    deadLetters: await readAll('output', structure.deadLetters),
    ledger: settings(ledgerSchema, 'ledger', structure.ledger),
    checkpoint: settings(checkpointSchema, 'checkpoint', structure.checkpoint),
  }
}

async function registryFor(
  structure: Structure,
  directory: string,
  { registry }: ProjectContext,
  problems: PlacedProblem[],
) {
  const start = structure.pluginsStart
  if (typeof registry !== 'function') {
    if (structure.plugins.length === 0) return registry
    const message = 'plugins of a project cannot be loaded here'
    const problem = { code: 'E_PROJECT_PLUGINS', message, hint: 'remove the key "plugins"' }
    problems.push({ problem, start })
    return registry
  }
  try {
    return await registry(structure.plugins, directory)
  } catch (error) {
    const found = problemsOf(error, 'E_PROJECT_PLUGINS')
    problems.push(...found.map((problem) => ({ problem, start })))
    return undefined
  }
}

/** In the order of the file. A problem that knows its own place, in a plugin's file, keeps it. */
function located(problems: readonly PlacedProblem[], locate: Reading['locate']): Problem[] {
  return [...problems]
    .sort((a, b) => a.start - b.start)
    .map(({ problem, start }) => restated(problem, problem.at ?? locate?.(start)))
}

/** Field by field: of an error, a spread would lose the message. */
function restated({ code, message, hint }: Problem, at: Problem['at'], text = message): Problem {
  return { code, message: text, ...(hint !== undefined && { hint }), ...(at && { at }) }
}

function refuseReserved(text: string, file: string | undefined): void {
  const place = text.search(RESERVED)
  if (place === -1) return
  const line = text.slice(0, place).split('\n').length
  const column = place - text.lastIndexOf('\n', place)
  const code = text.charCodeAt(place).toString(16).toUpperCase()
  throw new LoomError('E_YAML_CHARACTER', `the character U+${code} may not stand in a project`, {
    hint: 'remove it; Unicode gives it no meaning',
    at: file === undefined ? undefined : { file, line, column },
  })
}

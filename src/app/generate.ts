import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  loadProject,
  machineTime,
  type PluginEntry,
  type Project,
  Run,
  type RunOptions,
} from '../engine/index.ts'
import type { Log, Problem, Registry } from '../kernel/index.ts'
import { LoomError, readOptions, silent } from '../kernel/index.ts'
import type { CompleteRunParameters } from './parameters.ts'
import { builtins, withDefinitions } from './registry.ts'
import { runOptions } from './run-options.ts'
import { secretStore } from './secrets/store.ts'
import { loadUserPlugins } from './user-plugins.ts'
import { hireThreads } from './workers/crew.ts'

/** The file that makes a folder a project. */
export const PROJECT_FILE = 'generator.yml'

/** Looks up plugins for a project: its own first, then those that ship with eventloom. */
export async function projectRegistry(named: readonly string[], directory: string): Promise<Registry> {
  return withDefinitions(await loadUserPlugins(named, directory), builtins)
}

/** Loads the project at a path; all problems at once. */
export function openProjectFile(
  parameters: Pick<CompleteRunParameters, 'path' | 'params' | 'cryptfile'>,
  log: Log = silent,
): Promise<Project> {
  return loadProject({
    path: projectFile(parameters.path),
    params: parameters.params,
    secret: secretStore(parameters.cryptfile, log),
    registry: projectRegistry,
  })
}

/** A run of a project file, ready to start. */
export async function generate(
  parameters: CompleteRunParameters,
  log: Log = silent,
  onWarning?: (problem: Problem) => void,
): Promise<Run> {
  const { project, options } = await prepare(parameters, log)
  const { workers } = parameters
  return new Run(project, {
    ...options,
    onWarning,
    ...(workers > 1 && { hire: (order) => hireThreads(parameters, order) }),
  })
}

/** A project file, and how to run it. */
export async function prepare(
  parameters: CompleteRunParameters,
  log: Log = silent,
): Promise<{ readonly project: Project; readonly options: RunOptions }> {
  const project = await openProjectFile(parameters, log)
  const options = await runOptions(parameters, project.directory, log, machineTime())
  return { project: await withOutput(project, parameters.output), options }
}

/** The project with one output, `stdout` or a file, in place of its own where one is given. */
export async function withOutput(project: Project, output: string | undefined): Promise<Project> {
  return output === undefined ? project : { ...project, output: [await quickLook(output, project)] }
}

/** The project file for a path that may name the folder. */
export function projectFile(path: string): string {
  const absolute = resolve(path)
  return existsSync(absolute) && statSync(absolute).isDirectory() ? join(absolute, PROJECT_FILE) : absolute
}

async function plain(): Promise<PluginEntry<'formatter'>> {
  const definition = await builtins.find('formatter', 'plain')
  if (!definition) throw new LoomError('E_PLUGIN_UNKNOWN', 'there is no formatter "plain"')
  return { definition, options: {} }
}

/** One output in place of the project's, with the formatter of its first. */
async function quickLook(target: string, project: Project): Promise<PluginEntry<'output'>> {
  const name = target === 'stdout' ? 'stdout' : 'file'
  const definition = await builtins.find('output', name)
  if (!definition) throw new LoomError('E_PARAMETER', `there is no output "${name}"`)
  const raw = name === 'stdout' ? {} : { path: resolve(target), write_mode: 'overwrite' }
  const read = readOptions(definition.options, raw)
  if (!read.ok) throw new LoomError('E_PARAMETER', read.problems.map((problem) => problem.message).join('; '))
  return { definition, options: read.value, formatter: project.output[0]?.formatter ?? (await plain()) }
}

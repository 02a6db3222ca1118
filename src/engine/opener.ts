import { isAbsolute, join } from 'node:path'
import type { AnyDefinition, Context, Kind, Problem } from '../kernel/index.ts'
import { LoomError, problemsOf } from '../kernel/index.ts'
import type { PluginEntry, Project } from './load/project.ts'
import type { RunOptions } from './options.ts'
import type { World } from './world.ts'

/** Opens the plugins of one project, one after the other, and gathers what is wrong with any of them. */
export class Opener {
  readonly problems: Problem[] = []
  readonly #ids = new PluginIds()
  readonly #project: Project
  readonly #options: RunOptions
  readonly #world: World

  constructor(project: Project, options: RunOptions, world: World) {
    this.#project = project
    this.#options = options
    this.#world = world
  }

  /** The door to the world of the next plugin of that name. */
  context(kind: Kind, name: string): Context {
    const { directory } = this.#project
    const { zone, log, trusted } = this.#options
    const { clock, rng } = this.#world
    const id = this.#ids.next(kind, name)
    return {
      directory,
      resolve: (path) => (isAbsolute(path) ? path : join(directory, path)),
      id,
      zone,
      clock,
      rng: rng.fork(id),
      log,
      trusted,
    }
  }

  /** Undefined when it failed, which is then among the problems. */
  async attempt<T>(entry: PluginEntry<Kind>, open: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await open()
    } catch (error) {
      const { kind, name } = entry.definition
      const known = error instanceof LoomError ? error : foreign(error, `${kind} plugin "${name}"`)
      this.problems.push(...problemsOf(known).map((problem) => locate(problem, entry)))
      return undefined
    }
  }
}

type OpenedBy<K extends Kind> = Awaited<ReturnType<AnyDefinition<K>['open']>>
type ContextFor<K extends Kind> = Parameters<AnyDefinition<K>['open']>[1]

/** Opens a plugin with the options of its entry. */
export function open<K extends Kind>(
  entry: PluginEntry<K>,
  context: ContextFor<K>,
): OpenedBy<K> | Promise<OpenedBy<K>> {
  // The loader validated these options against this very definition.
  return entry.definition.open(entry.options as never, context) as OpenedBy<K> | Promise<OpenedBy<K>>
}

function foreign(error: unknown, plugin: string): LoomError {
  const reason = error instanceof Error ? error.message : String(error)
  return new LoomError('E_PLUGIN_OPEN', `the ${plugin} could not be opened: ${reason}`, { cause: error })
}

/** A problem that says nothing of where it stands, stands at its plugin. */
function locate(problem: Problem, entry: PluginEntry<Kind>): Problem {
  if (problem.at !== undefined || entry.at === undefined) return problem
  const { code, message, hint } = problem
  return { code, message, at: entry.at, ...(hint !== undefined && { hint }) }
}

/** `input/cron`, and `input/cron#2` for the second: adding another plugin renames none. */
class PluginIds {
  readonly #seen = new Map<string, number>()

  next(kind: Kind, name: string): string {
    const base = `${kind}/${name}`
    const count = (this.#seen.get(base) ?? 0) + 1
    this.#seen.set(base, count)
    return count === 1 ? base : `${base}#${count}`
  }
}

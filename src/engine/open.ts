import { isAbsolute, join } from 'node:path'
import type {
  AnyDefinition,
  Clock,
  Context,
  EventSource,
  Formatter,
  Input,
  Kind,
  Micros,
  Output,
  Problem,
  Rng,
} from '../kernel/index.ts'
import { LoomError, ProblemsError, problemsOf } from '../kernel/index.ts'
import type { PluginEntry, Project } from './load/project.ts'
import type { RunOptions } from './options.ts'

/** A project whose plugins are ready to work. */
export interface OpenedProject {
  readonly inputs: readonly { readonly id: string; readonly input: Input }[]
  readonly event: EventSource
  readonly outputs: readonly OpenedOutput[]
}

export interface OpenedOutput {
  readonly id: string
  readonly output: Output
  readonly formatter: Formatter
  readonly serial: boolean
}

/** What all plugins of a run share. */
export interface World {
  readonly rng: Rng
  /** The clock that the run is paced by. */
  readonly clock: Clock
  /** A clock that moves also in a batch run, for inputs that are driven from outside. */
  readonly machineClock: Clock
  readonly origin: Micros
}

/**
 * Opens every plugin of a project; all problems are reported at once, and nothing stays open then. Without
 * `connect` outputs are made but not opened: to check a project, or to look at what it would do.
 */
export async function openProject(
  project: Project,
  options: RunOptions,
  world: World,
  { connect } = { connect: true },
): Promise<OpenedProject> {
  const problems: Problem[] = []
  const ids = new PluginIds()
  const context = (kind: Kind, name: string): Context => {
    const id = ids.next(kind, name)
    return {
      directory: project.directory,
      resolve: (path) => (isAbsolute(path) ? path : join(project.directory, path)),
      id,
      zone: options.zone,
      clock: world.clock,
      rng: world.rng.fork(id),
      log: options.log,
      trusted: options.trusted,
    }
  }
  const attempt = async <T>(entry: PluginEntry<Kind>, open: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await open()
    } catch (error) {
      const { kind, name } = entry.definition
      const known = error instanceof LoomError ? error : foreign(error, `${kind} plugin "${name}"`)
      problems.push(...problemsOf(known).map((problem) => locate(problem, entry)))
      return undefined
    }
  }

  const outputs: OpenedOutput[] = []
  for (const entry of project.output) {
    const at = context('output', entry.definition.name)
    const opened = await attempt(entry, async () => {
      const formatter = await openFormatter(entry, context)
      const output = await open(entry, { ...at, formatter })
      return { id: at.id, output, formatter, serial: entry.definition.serial === true }
    })
    if (opened) outputs.push(opened)
  }
  const event = await attempt(project.event, () =>
    open(project.event, context('event', project.event.definition.name)),
  )
  const inputs: { id: string; input: Input }[] = []
  for (const entry of project.input) {
    const range = {
      ...(options.from !== undefined && { from: options.from }),
      ...(options.to !== undefined && { to: options.to }),
    }
    const at = context('input', entry.definition.name)
    const input = await attempt(entry, () =>
      open(entry, { ...at, clock: world.machineClock, origin: world.origin, range }),
    )
    if (input) inputs.push({ id: at.id, input })
  }
  for (const { id, output } of connect && problems.length === 0 ? outputs : []) {
    const entry = project.output[outputs.findIndex((opened) => opened.id === id)]!
    await attempt(entry, () => output.open?.())
  }
  if (problems.length > 0 || !event) {
    await Promise.allSettled([event?.close?.(), ...outputs.map(({ output }) => output.close?.())])
    throw new ProblemsError(problems)
  }
  return { inputs, event, outputs }
}

function openFormatter(
  entry: PluginEntry<'output'>,
  context: (kind: Kind, name: string) => Context,
): Formatter | Promise<Formatter> {
  if (entry.formatter === undefined) return AS_IS
  return open(entry.formatter, context('formatter', entry.formatter.definition.name))
}

/** For outputs that have no formatter option: a text as it is, a record as JSON. */
const AS_IS: Formatter = {
  contentType: 'text/plain',
  format: ({ events }) => ({
    frames: events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))),
    carries: 'each',
    refused: [],
  }),
}

type OpenedBy<K extends Kind> = Awaited<ReturnType<AnyDefinition<K>['open']>>
type ContextFor<K extends Kind> = Parameters<AnyDefinition<K>['open']>[1]

function open<K extends Kind>(
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

import { basename, resolve } from 'node:path'
import {
  type CheckpointSettings,
  type LedgerSettings,
  machineTime,
  type PluginEntry,
  type Project,
  Run,
  type RunSummary,
  readProject,
} from '../engine/index.ts'
import type { AnyDefinition, Batch, DeliverySettings, Kind, Registry } from '../kernel/index.ts'
import { LoomError, silent } from '../kernel/index.ts'
import { generate, projectRegistry } from './generate.ts'
import type { RunParameters } from './parameters.ts'
import type { PluginOptions } from './plugin-options.gen.ts'
import { readParameters } from './read-parameters.ts'
import { withDefinitions } from './registry.ts'
import { runOptions } from './run-options.ts'
import { secretStore } from './secrets/store.ts'

/** An own definition at its place in a project: what `use` returns. */
export interface UsedPlugin<K extends Kind> {
  readonly definition: AnyDefinition<K>
  readonly options: unknown
}

/** Options that every plugin of a kind has. */
interface Common {
  readonly input: unknown
  readonly event: unknown
  readonly distortion: unknown
  readonly output: { readonly delivery?: DeliverySettings }
}

/** A plugin entry as in a project file, `{ cron: { … } }`, or an own definition by way of `use`. */
export type PluginSpec<K extends 'input' | 'event' | 'distortion' | 'output'> =
  | {
      readonly [N in keyof PluginOptions[K]]: { readonly [P in N]: PluginOptions[K][N] & Common[K] }
    }[keyof PluginOptions[K]]
  | UsedPlugin<K>

/** A project as a value: the same things as in generator.yml, typed. */
export interface GeneratorSpec {
  readonly seed?: number | string
  /** Files or packages with own plugins, by name. */
  readonly plugins?: readonly string[]
  readonly input: readonly [PluginSpec<'input'>, ...PluginSpec<'input'>[]]
  readonly event: PluginSpec<'event'>
  /** What goes wrong, in the order in which it does. */
  readonly distort?: readonly PluginSpec<'distortion'>[]
  /** Where every injected change is told. */
  readonly ledger?: LedgerSettings
  /** Where the run remembers how far it has come, for `resume`. */
  readonly checkpoint?: CheckpointSettings
  /** Where events go that an output cannot take; a file next to the run by default. */
  readonly dead_letters?: PluginSpec<'output'>
  /** Without outputs the events go to whoever iterates the run, and nowhere else. */
  readonly output?: readonly PluginSpec<'output'>[]
}

/** Names the type of a project; returns it as it is. */
export function defineGenerator<const G extends GeneratorSpec>(spec: G): G {
  return spec
}

/** An own definition with its options, for a project given as a value. */
export function use<D extends AnyDefinition>(
  definition: D,
  options: Readonly<Record<string, unknown>> = {},
): UsedPlugin<D['kind']> {
  return { definition: definition as unknown as AnyDefinition<D['kind']>, options }
}

/** Run parameters of the library: as on the command line, except that a run is not live unless asked to be. */
export type LibraryParameters = Omit<RunParameters, 'path'> & {
  /** Folder that relative paths of a project given as a value resolve against (default: the working directory). */
  readonly directory?: string
}

/** A run that loads and starts with the first batch asked for. */
export interface GeneratorRun extends AsyncIterable<Batch> {
  /** Runs to the end without looking at the batches. */
  complete(): Promise<RunSummary>
  /** The account; after the end. */
  summary(): RunSummary
  /** Ends the schedule; what was produced is still delivered. */
  stop(): void
}

/**
 * Runs a project, given as a path to its file or folder or as a value. Iterating drives it and sees each batch
 * after the project's outputs have taken it; leaving the loop ends the run. Throws ProblemsError when it cannot
 * start.
 */
export function run(project: string | GeneratorSpec, parameters: LibraryParameters = {}): GeneratorRun {
  const { directory = '.', ...given } = parameters
  const complete = { live_mode: false, ...given }
  return new LazyRun(() =>
    typeof project === 'string'
      ? generate(readParameters({ ...complete, path: project }))
      : fromValue(project, resolve(directory), readParameters({ ...complete, path: directory })),
  )
}

class LazyRun implements GeneratorRun {
  readonly #make: () => Promise<Run>
  #run: Run | undefined
  #stopped = false

  constructor(make: () => Promise<Run>) {
    this.#make = make
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    this.#run ??= await this.#make()
    if (this.#stopped) this.#run.stop()
    yield* this.#run
  }

  async complete(): Promise<RunSummary> {
    this.#run ??= await this.#make()
    if (this.#stopped) this.#run.stop()
    return await this.#run.complete()
  }

  summary(): RunSummary {
    if (!this.#run) throw new Error('the run has not started: iterate it, or await complete()')
    return this.#run.summary()
  }

  stop(): void {
    this.#stopped = true
    this.#run?.stop()
  }
}

async function fromValue(
  spec: GeneratorSpec,
  directory: string,
  parameters: Parameters<typeof runOptions>[0],
): Promise<Run> {
  const used = usedPlugins(spec)
  const registry = async (named: readonly string[], folder: string): Promise<Registry> =>
    withDefinitions(used, await projectRegistry(named, folder))
  const project: Project = await readProject(plainSpec(spec), {
    directory,
    params: parameters.params,
    secret: secretStore(parameters.cryptfile, silent),
    registry,
  })
  if (parameters.workers > 1) {
    throw new LoomError('E_PARAMETER', '"workers": a project given as a value cannot be sent to threads', {
      hint: 'run it from a project file',
    })
  }
  const options = await runOptions(
    { id: basename(directory), ...parameters },
    directory,
    silent,
    machineTime(),
  )
  const delivering: readonly PluginEntry<'output'>[] = spec.output?.length ? project.output : []
  return new Run({ ...project, output: delivering }, options)
}

type AnyUsed = UsedPlugin<'input'> | UsedPlugin<'event'> | UsedPlugin<'distortion'> | UsedPlugin<'output'>
type AnySpec = PluginSpec<'input'> | PluginSpec<'event'> | PluginSpec<'distortion'> | PluginSpec<'output'>

function isUsed(entry: object): entry is AnyUsed {
  return 'definition' in entry && typeof entry.definition === 'object'
}

function usedPlugins(spec: GeneratorSpec): AnyDefinition[] {
  const entries: AnySpec[] = [...spec.input, spec.event, ...(spec.distort ?? []), ...(spec.output ?? [])]
  if (spec.dead_letters) entries.push(spec.dead_letters)
  return entries.filter(isUsed).map(({ definition }) => definition)
}

/** The project as a file would hold it. A project must name an output; one that has none gets `discard`. */
function plainSpec(spec: GeneratorSpec): Record<string, unknown> {
  const plain = (entry: AnySpec) => (isUsed(entry) ? { [entry.definition.name]: entry.options } : entry)
  return {
    ...spec,
    input: spec.input.map(plain),
    event: plain(spec.event),
    ...(spec.distort && { distort: spec.distort.map(plain) }),
    ...(spec.dead_letters && { dead_letters: plain(spec.dead_letters) }),
    output: spec.output?.length ? spec.output.map(plain) : [{ discard: {} }],
  }
}

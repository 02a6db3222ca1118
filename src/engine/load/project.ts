import type { AnyDefinition, Kind, Problem, Registry, SourceLocation } from '../../kernel/index.ts'

/** A project that is complete and valid, ready to be opened. */
export interface Project {
  /** As given by who loaded it; absent for a project given as a value. */
  readonly file?: string
  /** Absolute path of the project folder; relative paths in options start here. */
  readonly directory: string
  readonly seed?: number | string
  /** At least one. */
  readonly input: readonly PluginEntry<'input'>[]
  readonly event: PluginEntry<'event'>
  /** At least one. */
  readonly output: readonly PluginEntry<'output'>[]
  /** What is probably a slip and yet no error. */
  readonly warnings: readonly Problem[]
}

/** A plugin at its place in a project. */
export interface PluginEntry<K extends Kind> {
  readonly definition: AnyDefinition<K>
  /** Validated by the definition's schema, defaults filled in. */
  readonly options: unknown
  /** Where its name stands; absent for a project given as a value. */
  readonly at?: SourceLocation
  /** The formatter that an output's options refer to. */
  readonly formatter?: PluginEntry<'formatter'>
}

/** A secret's text, or undefined when there is none of that name. */
export type SecretSource = (name: string) => string | undefined | Promise<string | undefined>

/** Where plugins are looked up; a function is given what the project lists under `plugins`, and its folder. */
export type RegistrySource = Registry | ((plugins: readonly string[], directory: string) => Promise<Registry>)

/** What the placeholders of a project stand for, and where its plugins are found. */
export interface ProjectContext {
  /** Values of `${params.NAME}`; those that the project does not use are ignored. */
  readonly params?: Readonly<Record<string, unknown>>
  readonly secret?: SecretSource
  readonly registry: RegistrySource
}

/** A problem at an offset of the project file, unless it says itself where it is. */
export interface PlacedProblem {
  readonly problem: Problem
  readonly start: number
}

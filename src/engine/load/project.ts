import type { AnyDefinition, Kind, Problem, Registry, SourceLocation } from '../../kernel/index.ts'
import type { CheckpointOptions } from '../checkpoint/options.ts'
import type { LedgerOptions } from '../distort/ledger/options.ts'

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
  /** What goes wrong, in the order in which it does. */
  readonly distort?: readonly PluginEntry<'distortion'>[]
  /** Where the truth about it is written. */
  readonly ledger?: LedgerOptions
  /** At least one. */
  readonly output: readonly PluginEntry<'output'>[]
  /** Where events go that an output cannot take; otherwise to a file next to the run. */
  readonly deadLetters?: PluginEntry<'output'>
  /** Files and packages that it names as plugins of its own. */
  readonly plugins?: readonly string[]
  /** Where the run remembers how far it has come. */
  readonly checkpoint?: CheckpointOptions
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
  /** The model that an event plugin's options refer to. */
  readonly model?: PluginEntry<'model'>
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

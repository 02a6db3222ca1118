import type { Flow } from '../../form/flow.ts'
import type { Runtime, Value } from '../../python/ops.ts'
import type { Source } from '../source.ts'
import type { Budget } from './budget.ts'
import type { Context } from './context.ts'
import type { TemplateModule } from './module.ts'
import type { SeenModule } from './seen-module.ts'
import type { Trace } from './trace.ts'

export type RenderBlock = (context: Context) => string

/** A compiled template. */
export interface Unit {
  readonly source: Source
  readonly root: RenderBlock
  readonly blocks: ReadonlyMap<string, RenderBlock>
  /** Does it change whether text is escaped? Then each render needs a runtime of its own. */
  readonly escapes: boolean
  /** Do its blocks or its parents ask for what is assigned at its top level? */
  readonly keepsVars: boolean
  /** Does its body do nothing but define macros, so that running it once is as good as at every import? */
  readonly inert: boolean
  /** The modules of imports without context, by the globals they see. */
  readonly modules: WeakMap<Globals, TemplateModule>
  /** The module of the latest import with context; null where each needs one of its own. */
  readonly seen: SeenModule | null
}

/** Variables by name; objects without a prototype, so that nothing but what was put in is found. */
export type Variables = { [name: string]: Value }

export type Globals = Readonly<Record<string, Value>>

/** The runtime of one render. */
export interface MutableRuntime extends Runtime {
  autoescape: boolean
}

/** What running templates need of their environment. */
export interface Engine {
  readonly budget: Budget
  /** Follows the text of a render; null where nobody asked for a form of it. */
  readonly flow: Flow | null
  readonly trace: Trace
  /** The globals of templates that have none of their own. */
  readonly globals: Globals
  /** Shared by all renders that leave escaping alone. */
  readonly runtime: Runtime
  /** For a render that does not. */
  freshRuntime(): MutableRuntime
  /** The compiled template of that name; undefined when there is none. BrokenTemplate. */
  find(name: string): Unit | undefined
}

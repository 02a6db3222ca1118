import type { Runtime, Value } from '../../python/ops.ts'
import type { Engine, Globals, RenderBlock, Unit, Variables } from './engine.ts'

const NO_BLOCKS: ReadonlyMap<string, RenderBlock[]> = new Map()

/** The variables, blocks and settings of one run of one template. */
export class Context {
  readonly engine: Engine
  readonly unit: Unit
  /** What the template was given. Not ours: only own properties count. */
  readonly variables: Readonly<Record<string, Value>>
  readonly globals: Globals
  /** Where names are looked up that are no variables of a function, before the globals. */
  readonly seen: Readonly<Record<string, Value>>
  /** What the template assigned at its top level; null when nobody will ever ask. */
  readonly vars: Variables | null
  /** Which of those an import gives; null when it is not being imported. */
  readonly exported: Set<string> | null
  /** For each name the block of the template, then those of its parents. */
  blocks: ReadonlyMap<string, RenderBlock[]>
  runtime: Runtime
  /** What `seen` is where it changes. */
  readonly #shared: Variables | null

  constructor(
    engine: Engine,
    unit: Unit,
    variables: Readonly<Record<string, Value>>,
    globals: Globals,
    imported = false,
    runtime = unit.escapes ? engine.freshRuntime() : engine.runtime,
  ) {
    this.engine = engine
    this.unit = unit
    this.variables = variables
    this.globals = globals
    this.runtime = runtime
    this.vars = imported || unit.keepsVars ? Object.create(null) : null
    // Blocks and parents see what is assigned while they run: all of them look into one object, which changes.
    this.#shared = unit.keepsVars ? Object.assign(Object.create(null), variables) : null
    this.seen = this.#shared ?? variables
    this.exported = imported ? new Set() : null
    this.blocks = unit.blocks.size === 0 ? NO_BLOCKS : stacked(NO_BLOCKS, unit.blocks)
  }

  /** A variable assigned at the top level, seen by blocks, parents and importers. */
  put(name: string, value: Value): void {
    this.#assign(name, value)
    if (!name.startsWith('_')) this.exported?.add(name)
  }

  /** As `put`, but importers do not get it. */
  putImported(name: string, value: Value): void {
    this.#assign(name, value)
    this.exported?.delete(name)
  }

  #assign(name: string, value: Value): void {
    if (this.vars !== null) this.vars[name] = value
    if (this.#shared !== null) this.#shared[name] = value
  }

  /** Takes the blocks of a parent template below those that are there. */
  inherit(parent: Unit): void {
    this.blocks = stacked(this.blocks, parent.blocks)
    if (parent.escapes && this.runtime === this.engine.runtime) this.runtime = this.engine.freshRuntime()
  }

  /** What a template sees that is included here, with the variables of the place; globals it sees anyway. */
  flatten(locals: Variables): Variables {
    const all: Variables = Object.assign(Object.create(null), this.variables, this.vars)
    for (const name in locals) if (locals[name] !== undefined) all[name] = locals[name]
    return all
  }

  /** The same template with the variables of the place, for a scoped block. */
  derive(locals: Variables): Context {
    const derived = new Context(
      this.engine,
      this.unit,
      this.flatten(locals),
      this.globals,
      false,
      this.runtime,
    )
    derived.blocks = this.blocks
    return derived
  }
}

function stacked(
  blocks: ReadonlyMap<string, RenderBlock[]>,
  below: ReadonlyMap<string, RenderBlock>,
): ReadonlyMap<string, RenderBlock[]> {
  const all = new Map(blocks)
  for (const [name, block] of below) all.set(name, [...(all.get(name) ?? []), block])
  return all
}

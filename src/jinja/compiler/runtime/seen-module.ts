import type { Value } from '../../python/ops.ts'
import { Context } from './context.ts'
import type { Globals, Unit, Variables } from './engine.ts'
import { makeModule, type TemplateModule } from './module.ts'

/**
 * The module of an import with context, of a template that only defines macros and constants: it stays the same as long as
 * the few variables that its macros read are the same.
 */
export class SeenModule {
  readonly #names: readonly string[]
  readonly #values: (Value | undefined)[] = []
  #globals: Globals | undefined = undefined
  #module: TemplateModule | undefined = undefined

  /** `names`: all that it reads. */
  constructor(names: readonly string[]) {
    this.#names = names
  }

  /** `locals` are the variables of the place. */
  of(context: Context, unit: Unit, locals: Variables): TemplateModule {
    const { engine, globals } = context
    const isSame = this.#update(context, locals)
    if (this.#module === undefined || globals !== this.#globals || !isSame) {
      this.#globals = globals
      this.#module = makeModule(new Context(engine, unit, this.#variables(), globals, true))
    }
    return this.#module
  }

  /** Were all values the same? */
  #update({ vars, variables }: Context, locals: Variables): boolean {
    const names = this.#names
    const values = this.#values
    let isSame = true
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!
      let value = locals[name]
      if (value === undefined && vars !== null) value = vars[name]
      if (value === undefined) value = variables[name]
      if (value !== values[i]) isSame = false
      values[i] = value
    }
    return isSame
  }

  #variables(): Variables {
    const all: Variables = Object.create(null)
    for (const [i, name] of this.#names.entries()) {
      const value = this.#values[i]
      if (value !== undefined) all[name] = value
    }
    return all
  }
}

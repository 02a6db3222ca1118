import { Host, PythonError, repr, type Value } from '../../python/ops.ts'
import { Context } from './context.ts'
import type { Engine, Globals, Unit, Variables } from './engine.ts'
import { run } from './run.ts'

/** What `import` gives: the macros and variables of a template, and its text when printed. */
export class TemplateModule extends Host {
  readonly #name: string
  readonly #context: Context
  readonly text: string

  constructor(context: Context, text: string) {
    super()
    this.#name = context.unit.source.name
    this.#context = context
    this.text = text
  }

  get typeName(): string {
    return 'TemplateModule'
  }

  override repr(): string {
    return `<TemplateModule ${repr(this.#name)}>`
  }

  override toText(): string {
    return this.text
  }

  override html(): string {
    return this.text
  }

  override getAttr(name: string): Value | undefined {
    return name === '__name__' ? this.#name : this.#export(name)
  }

  #export(name: string): Value | undefined {
    const { vars, exported } = this.#context
    return exported?.has(name) ? (vars?.[name] ?? null) : undefined
  }

  /** The name for `from … import`, undefined with a sentence if it is not there. */
  take(name: string, context: Context, line: number): Value {
    const value = this.#export(name)
    if (value !== undefined) return value
    const place = `line ${line} in ${repr(context.unit.source.name)}`
    const hint = `the template ${repr(this.#name)} (imported on ${place}) does not export the requested name ${repr(name)}`
    return context.runtime.undefined({ hint })
  }
}

/**
 * The module of an import without context. It is made once if nothing but the globals of the environment can
 * reach it, as in Jinja, or if making it again would make the same.
 */
export function moduleOf(engine: Engine, unit: Unit, globals: Globals): TemplateModule {
  const known = unit.modules.get(globals)
  if (known !== undefined) return known
  const module = makeModule(new Context(engine, unit, NOTHING, globals, true))
  if (unit.inert || globals === engine.globals) unit.modules.set(globals, module)
  return module
}

const NOTHING: Variables = Object.create(null)

export function makeModule(context: Context): TemplateModule {
  const { flow } = context.engine
  const held = flow === null ? null : flow.pause()
  const text = run(context)
  flow?.resume(held, text)
  return new TemplateModule(context, text)
}

/** The template that an expression names. Other things than text name none. */
export function needUnit(engine: Engine, name: Value): Unit {
  const unit = typeof name === 'string' ? engine.find(name) : undefined
  if (unit === undefined) throw new PythonError('TemplateNotFound', notFound(name))
  return unit
}

export function notFound(name: Value): string {
  return typeof name === 'string' ? name : repr(name)
}

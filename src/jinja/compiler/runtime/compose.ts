import {
  asText,
  Markup,
  PythonError,
  toArray,
  truth,
  typeName,
  Undefined,
  type Value,
} from '../../python/ops.ts'
import { Context } from './context.ts'
import type { Engine, RenderBlock, Unit, Variables } from './engine.ts'
import { makeModule, moduleOf, needUnit, notFound, type TemplateModule } from './module.ts'
import { run } from './run.ts'
import type { ImportSite } from './site.ts'

/*
 * How templates use one another. `locals` are the variables of the place for what is used with context, null
 * for what is used without.
 */

/** The text of `{% include %}`. */
export function include(
  context: Context,
  names: Value,
  ignoreMissing: boolean,
  locals: Variables | null,
): string {
  const { engine, globals } = context
  const unit = select(engine, names, ignoreMissing)
  if (unit === undefined) return ''
  if (locals === null) return moduleOf(engine, unit, globals).text
  return run(new Context(engine, unit, context.flatten(locals), globals))
}

/** One name, or the first of several that exists. */
function select(engine: Engine, names: Value, ignoreMissing: boolean): Unit | undefined {
  if (names instanceof Undefined) return names.fail()
  const one = asText(names)
  const choice = one !== undefined ? [one] : truth(names) ? toArray(names) : []
  for (const name of choice) {
    const unit = typeof name === 'string' ? engine.find(name) : undefined
    if (unit !== undefined) return unit
  }
  if (ignoreMissing) return undefined
  if (choice.length === 0) {
    throw new PythonError('TemplateNotFound', 'Tried to select from an empty list of templates')
  }
  throw new PythonError('TemplateNotFound', choice.map(notFound).join(', '))
}

/** The module of `{% import %}` and `{% from %}`. */
export function importModule(context: Context, name: Value, locals: Variables | null): TemplateModule {
  const { engine, globals } = context
  if (name instanceof Undefined) name.fail()
  const unit = needUnit(engine, name)
  if (locals === null) return moduleOf(engine, unit, globals)
  if (unit.seen !== null) return unit.seen.of(context, unit, locals)
  return makeModule(new Context(engine, unit, context.flatten(locals), globals, true))
}

/** The names of `{% from "x" import a, b %}` without context, in that order. */
export function importNames(site: ImportSite, context: Context): readonly Value[] {
  const { engine, globals } = context
  if (globals === site.globals) return site.values
  const unit = needUnit(engine, site.template)
  const module = moduleOf(engine, unit, globals)
  const values = site.names.map((name) => module.take(name, context, site.line))
  if (unit.modules.has(globals)) {
    site.globals = globals
    site.values = values
  }
  return values
}

/** The parent of `{% extends %}`, whose blocks now stand below those of the child. */
export function extend(context: Context, name: Value): Unit {
  if (name instanceof Undefined) name.fail()
  const parent = needUnit(context.engine, name)
  context.inherit(parent)
  return parent
}

export function extendedTwice(): never {
  throw new PythonError('TemplateRuntimeError', 'extended multiple times')
}

/** The text of a block as the template furthest down wants it. */
export function block(context: Context, name: string, required: boolean): string {
  const stack = context.blocks.get(name) as readonly RenderBlock[]
  if (required && stack.length <= 1) {
    throw new PythonError('TemplateRuntimeError', `Required block '${name}' not found`)
  }
  return stack[0]!(context)
}

/** What a filter block or a call block gives must be text: Jinja puts it into the output as it is. */
export function textOnly(value: Value): string {
  const text = value instanceof Markup ? value.toText() : value
  if (typeof text === 'string') return text
  throw new PythonError('TypeError', `sequence item 0: expected str instance, ${typeName(value)} found`)
}

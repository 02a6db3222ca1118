import { ImportSite } from '../runtime/site.ts'
import type { Block, Expr, FromImport, Import, Include, Stmt } from '../syntax/nodes.ts'
import { placed, plain, quote } from './code.ts'
import { expression } from './expression.ts'
import { fold } from './fold.ts'
import type { Frame } from './frame.ts'
import type { UnitWriter } from './unit-writer.ts'

/** A block where it stands: whatever the template furthest down made of it. */
export function writeBlockCall(unit: UnitWriter, frame: Frame, block: Block): void {
  const { fn } = frame
  if (frame.toplevel && unit.inheritance === 'certain') return
  const guarded = frame.toplevel && unit.inheritance === 'possible'
  if (guarded) fn.line('if (parent === null) {')
  const context = block.scoped ? `ctx.derive(${locals(frame)})` : 'ctx'
  fn.line(`at = ${block.at}`)
  const text = `$block(${context}, ${quote(block.name)}, ${block.required})`
  fn.line(`${frame.out} += ${aside(unit, frame, text)}`)
  if (guarded) fn.line('}')
}

export function writeExtends(unit: UnitWriter, frame: Frame, statement: Stmt & { kind: 'Extends' }): void {
  const { fn } = frame
  if (!frame.toplevel) unit.fail('cannot use extend from a non top-level scope', statement.at)
  fn.line(`at = ${statement.at}`)
  if (unit.inheritance !== 'none') fn.line('if (parent !== null) $extendedTwice()')
  const name = placed(statement.at, [expression(unit, frame, statement.template)])
  fn.line(`parent = $extend(ctx, ${name})`)
  if (frame.rootlevel) unit.inheritance = 'certain'
  else if (unit.inheritance === 'none') unit.inheritance = 'possible'
}

export function writeInclude(unit: UnitWriter, frame: Frame, statement: Include): void {
  const { template, at, ignoreMissing, withContext } = statement
  const name = expression(unit, frame, template)
  const seen = withContext ? locals(frame) : 'null'
  const text = `$include(ctx, ${placed(at, [name, plain(`${ignoreMissing}, ${seen}`)])})`
  // What is used without context was rendered before, aside.
  const written = frame.followed && !withContext ? `$flow.text(${text})` : aside(unit, frame, text)
  frame.fn.line(`${frame.out} += ${written}`)
}

/** Text of another function that does not go into the text of the render at once: it must not be followed. */
function aside(unit: UnitWriter, frame: Frame, js: string): string {
  if (frame.followed || !unit.settings.follows) return js
  const held = frame.fn.temporary()
  return `(${held} = $flow.pause(), $flow.resume(${held}, ${js}))`
}

export function writeImport(unit: UnitWriter, frame: Frame, statement: Import): void {
  const { fn, scope } = frame
  const variable = fn.declare(scope.ref(statement.target))
  fn.line(`${variable} = ${module(unit, frame, statement)}`)
  fn.assigned(variable)
  unit.imports.add(variable)
  if (frame.toplevel) exposeImported(frame, statement.target, variable)
}

export function writeFromImport(unit: UnitWriter, frame: Frame, statement: FromImport): void {
  const { fn, scope } = frame
  const from = fn.temporary()
  const template = statement.withContext ? undefined : fold(statement.template)
  const line = unit.line(statement.at)
  if (typeof template === 'string') {
    const names = statement.names.map(({ name }) => name)
    const site = unit.constant(new ImportSite(template, names, line))
    fn.line(`at = ${statement.at}`)
    fn.line(`${from} = $importNames(${site}, ctx)`)
  } else fn.line(`${from} = ${module(unit, frame, statement)}`)
  for (const [index, { name, alias }] of statement.names.entries()) {
    const variable = fn.declare(scope.ref(alias))
    const value = typeof template === 'string' ? `[${index}]` : `.take(${quote(name)}, ctx, ${line})`
    fn.line(`${variable} = ${from}${value}`)
    fn.assigned(variable)
    if (frame.toplevel) exposeImported(frame, alias, variable)
  }
}

function module(
  unit: UnitWriter,
  frame: Frame,
  { template, at, withContext }: { template: Expr; at: number; withContext: boolean },
): string {
  const name = expression(unit, frame, template)
  return `$importModule(ctx, ${placed(at, [name, plain(withContext ? locals(frame) : 'null')])})`
}

function exposeImported(frame: Frame, name: string, variable: string): void {
  frame.fn.line(`vars && ctx.putImported(${quote(name)}, ${variable})`)
}

/** What was assigned so far, by name, for a template that is used with context. */
function locals(frame: Frame): string {
  const pairs = Array.from(frame.scope.assigned(), ([name, variable]) => {
    return `${name === '__proto__' ? '["__proto__"]' : quote(name)}: ${variable}`
  })
  return `{ ${pairs.join(', ')} }`
}

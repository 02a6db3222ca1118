import { suggest } from '../../../kernel/index.ts'
import { getAttr, Host, PythonError, Undefined, type Value } from '../../python/ops.ts'
import type { Globals } from '../runtime/engine.ts'
import { type Source, templateError } from '../source.ts'
import { namesOf, partsOf, statementsWithin, subexpressions } from '../syntax/children.ts'
import type { Expr, Stmt } from '../syntax/nodes.ts'
import { bindings } from './analyse.ts'

/** `module.rand.number`: a global and the members that are asked of it, each with its place. */
interface Path {
  readonly root: string
  readonly members: readonly { readonly name: string; readonly at: number }[]
}

/**
 * E_TEMPLATE_NAME for the first member that a template calls, or asks for a member of its own, and that a global which never
 * changes (a module, the samples) does not have: that fails whenever it runs. What is there may be asked for as a value
 * (`is defined`, `default`, `if`), so a name that a template reads by itself is passed over everywhere in it, and
 * so is what hides behind a name of its own.
 */
export function refuseUnknownMembers(source: Source, body: readonly Stmt[], globals: Globals): void {
  const used: Path[] = []
  const read: string[] = []
  const visit = (expr: Expr): void => {
    const path = pathOf(expr)
    const callee = expr.kind === 'Call' ? expr.callee : undefined
    const called = callee && pathOf(callee)
    if (path) {
      read.push(textOf(path))
      used.push({ ...path, members: path.members.slice(0, -1) })
    }
    if (called) used.push(called)
    const inside = path ? [] : subexpressions(expr)
    for (const inner of inside) if (!called || inner !== callee) visit(inner)
  }
  const own = new Set<string>()
  for (const statement of statementsWithin(body)) {
    const { expressions, targets, parameters } = partsOf(statement)
    for (const name of [...bindings(statement), ...targets.flatMap(namesOf)]) own.add(name)
    for (const { name } of parameters) own.add(name.name)
    expressions.forEach(visit)
    for (const { fallback } of parameters) if (fallback) visit(fallback)
  }
  for (const path of used) {
    const global = own.has(path.root) ? undefined : globals[path.root]
    if (global === undefined || read.some((text) => `${textOf(path)}.`.startsWith(`${text}.`))) continue
    refuseUnknownMember(source, path, global)
  }
}

function refuseUnknownMember(source: Source, { root, members }: Path, global: Value): void {
  let value = global
  let so = root
  for (const { name, at } of members) {
    if (!(value instanceof Host && value.fixed)) return
    const found = memberOf(value, name)
    if (found instanceof PythonError) throw templateError('E_TEMPLATE_NAME', source, at, found.message)
    if (found instanceof Undefined) {
      const names = value.names()
      const hint = suggest(name, names) ?? (names.length > 0 ? `there are ${names.join(', ')}` : undefined)
      throw templateError('E_TEMPLATE_NAME', source, at, `${so} has no '${name}'`, hint ? { hint } : {})
    }
    value = found
    so += `.${name}`
  }
}

function memberOf(host: Host, name: string): Value | PythonError {
  try {
    return getAttr(host, name)
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

/** Undefined for anything but members, by name or by a text in brackets, of a plain name. */
function pathOf(expr: Expr): Path | undefined {
  if (expr.kind === 'Name') return { root: expr.name, members: [] }
  const name = memberName(expr)
  const inner = name !== undefined && 'value' in expr ? pathOf(expr.value as Expr) : undefined
  return inner && { root: inner.root, members: [...inner.members, { name: name!, at: expr.at }] }
}

function memberName(expr: Expr): string | undefined {
  if (expr.kind === 'Getattr') return expr.name
  const key = expr.kind === 'Getitem' && expr.key.kind === 'Const' ? expr.key.value : undefined
  return typeof key === 'string' ? key : undefined
}

const textOf = ({ root, members }: Path) => [root, ...members.map(({ name }) => name)].join('.')

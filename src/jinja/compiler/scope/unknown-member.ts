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
  // Most names are the template's own or a variable: nothing is known of them.
  const isFixed = (root: string) => fixedHost(globals[root]) !== undefined
  const visit = (expr: Expr): void => {
    const path = pathOf(expr, isFixed)
    const callee = expr.kind === 'Call' ? expr.callee : undefined
    const called = callee && pathOf(callee, isFixed)
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
    if (own.has(path.root)) continue
    const text = `${textOf(path)}.`
    if (!read.some((each) => text.startsWith(`${each}.`)))
      refuseUnknownMember(source, path, globals[path.root]!)
  }
}

function refuseUnknownMember(source: Source, { root, members }: Path, global: Value): void {
  let value = global
  let so = root
  for (const { name, at } of members) {
    const host = fixedHost(value)
    if (!host) return
    const found = memberOf(host, name)
    if (found instanceof PythonError) throw templateError('E_TEMPLATE_NAME', source, at, found.message)
    if (found instanceof Undefined) {
      const names = host.names()
      const hint = suggest(name, names) ?? (names.length > 0 ? `there are ${names.join(', ')}` : undefined)
      throw templateError('E_TEMPLATE_NAME', source, at, `${so} has no '${name}'`, hint ? { hint } : {})
    }
    value = found
    so += `.${name}`
  }
}

/** Undefined for what may change, and for what has no members. */
function fixedHost(value: Value | undefined): Host | undefined {
  return value instanceof Host && value.fixed ? value : undefined
}

function memberOf(host: Host, name: string): Value | PythonError {
  try {
    return getAttr(host, name)
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

/** Undefined for anything but members, by name or by a text in brackets, of a plain name that is `meant`. */
function pathOf(expr: Expr, meant: (root: string) => boolean): Path | undefined {
  if (expr.kind === 'Name') return meant(expr.name) ? { root: expr.name, members: [] } : undefined
  const name = memberName(expr)
  const inner = name !== undefined && 'value' in expr ? pathOf(expr.value as Expr, meant) : undefined
  return inner && { root: inner.root, members: [...inner.members, { name: name!, at: expr.at }] }
}

function memberName(expr: Expr): string | undefined {
  if (expr.kind === 'Getattr') return expr.name
  const key = expr.kind === 'Getitem' && expr.key.kind === 'Const' ? expr.key.value : undefined
  return typeof key === 'string' ? key : undefined
}

const textOf = ({ root, members }: Path) => [root, ...members.map(({ name }) => name)].join('.')

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

/** These ask whether something is there at all. */
const ASKING_TESTS = new Set(['defined', 'undefined'])
const ASKING_FILTERS = new Set(['default', 'd'])

/**
 * E_TEMPLATE_NAME for the first member that a template asks of a global that never changes (a module, the samples) and
 * does not have, be it in a branch that never runs. Passed over is what the template itself asks for with `is defined` or
 * `default`, and what hides behind a name of its own.
 */
export function refuseUnknownMembers(source: Source, body: readonly Stmt[], globals: Globals): void {
  const read: Path[] = []
  const asked: string[] = []
  const visit = (expr: Expr): void => {
    const path = pathOf(expr)
    if (path) read.push(path)
    else for (const inner of subexpressions(expr)) if (!isAsked(expr, inner, asked)) visit(inner)
  }
  const own = new Set<string>()
  for (const statement of statementsWithin(body)) {
    const { expressions, targets, parameters } = partsOf(statement)
    for (const name of [...bindings(statement), ...targets.flatMap(namesOf)]) own.add(name)
    for (const { name } of parameters) own.add(name.name)
    expressions.forEach(visit)
    for (const { fallback } of parameters) if (fallback) visit(fallback)
  }
  for (const path of read) {
    const global = own.has(path.root) ? undefined : globals[path.root]
    if (global === undefined || asked.some((text) => `${textOf(path)}.`.startsWith(`${text}.`))) continue
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

function isAsked(expr: Expr, inner: Expr, asked: string[]): boolean {
  const asks =
    (expr.kind === 'Test' && ASKING_TESTS.has(expr.name)) ||
    (expr.kind === 'Filter' && ASKING_FILTERS.has(expr.name))
  const path = asks && inner === expr.value ? pathOf(inner) : undefined
  if (path) asked.push(textOf(path))
  return path !== undefined
}

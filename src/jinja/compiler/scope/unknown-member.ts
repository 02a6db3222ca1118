import { suggest } from '../../../kernel/index.ts'
import { getAttr, Host, PythonError, Undefined, type Value } from '../../python/ops.ts'
import type { Globals } from '../runtime/engine.ts'
import { type Source, templateError } from '../source.ts'
import { everyInside, namesOf, partsOf, statementsWithin } from '../syntax/children.ts'
import type { Expr, Stmt } from '../syntax/nodes.ts'
import { bindings } from './analyse.ts'

const BETWEEN = '\0'

/** `module.rand.number`: a global, or a member of another path with its place. */
interface Path {
  readonly root: string
  /** All names, with what no name has in it between them. */
  readonly key: string
  readonly member: { readonly of: Path; readonly name: string; readonly at: number } | undefined
}

/**
 * E_TEMPLATE_NAME for the first member that a template calls, or asks for a member of its own, and that a global which never
 * changes (a module, the samples) does not have: that fails whenever it runs. What is there may be asked for as a value
 * (`is defined`, `default`, `if`), so a name that a template reads by itself is passed over everywhere in it, and
 * so is what hides behind a name of its own.
 *
 * @param names what the template may look up among the globals
 */
export function refuseUnknownMembers(
  source: Source,
  body: readonly Stmt[],
  globals: Globals,
  names: readonly string[],
): void {
  // Most names are the template's own or a variable: nothing is known of them.
  const fixed = new Set(names.filter((name) => fixedHost(globals[name]) !== undefined))
  if (fixed.size === 0) return
  const used = new Map<string, Path>()
  const read = new Set<string>()
  const use = (path: Path | undefined): void => {
    if (path && !used.has(path.key)) used.set(path.key, path)
  }
  const visit = (expr: Expr): boolean => {
    const path = pathOf(expr, fixed)
    if (path) {
      read.add(path.key)
      use(path.member?.of)
      return true
    }
    const callee = expr.kind === 'Call' ? expr.callee : undefined
    const called = callee && pathOf(callee, fixed)
    use(called)
    return everyInside(expr, called ? (inner) => inner === callee || visit(inner) : visit)
  }
  const own = new Set<string>()
  for (const statement of statementsWithin(body)) {
    const { expressions, targets, parameters } = partsOf(statement)
    for (const name of bindings(statement)) own.add(name)
    for (const target of targets) for (const name of namesOf(target)) own.add(name)
    for (const { name } of parameters) own.add(name.name)
    expressions.forEach(visit)
    for (const { fallback } of parameters) if (fallback) visit(fallback)
  }
  for (const path of used.values()) {
    if (!own.has(path.root) && !isRead(path, read)) followed(path, source, globals)
  }
}

/** Is it, or what it is a member of, asked for as a value somewhere? */
function isRead(path: Path, read: ReadonlySet<string>): boolean {
  return read.has(path.key) || (path.member !== undefined && isRead(path.member.of, read))
}

/** The value of a path; undefined where what it is a member of may change. */
function followed({ root, member }: Path, source: Source, globals: Globals): Value | undefined {
  if (member === undefined) return globals[root]
  const { of, name, at } = member
  const host = fixedHost(followed(of, source, globals))
  if (host === undefined) return undefined
  const found = memberOf(host, name)
  if (found instanceof PythonError) throw templateError('E_TEMPLATE_NAME', source, at, found.message)
  if (!(found instanceof Undefined)) return found
  const names = host.names()
  const hint = suggest(name, names) ?? (names.length > 0 ? `there are ${names.join(', ')}` : undefined)
  throw templateError(
    'E_TEMPLATE_NAME',
    source,
    at,
    `${of.key.replaceAll(BETWEEN, '.')} has no '${name}'`,
    hint ? { hint } : {},
  )
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

/** Undefined for anything but members, by name or by a text in brackets, of one of these names. */
function pathOf(expr: Expr, names: ReadonlySet<string>): Path | undefined {
  if (expr.kind === 'Name') {
    return names.has(expr.name) ? { root: expr.name, key: expr.name, member: undefined } : undefined
  }
  const name = memberName(expr)
  const of = name !== undefined && 'value' in expr ? pathOf(expr.value as Expr, names) : undefined
  return of && { root: of.root, key: of.key + BETWEEN + name, member: { of, name: name!, at: expr.at } }
}

function memberName(expr: Expr): string | undefined {
  if (expr.kind === 'Getattr') return expr.name
  const key = expr.kind === 'Getitem' && expr.key.kind === 'Const' ? expr.key.value : undefined
  return typeof key === 'string' ? key : undefined
}

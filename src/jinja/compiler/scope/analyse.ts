import { namesOf, partsOf, readsName, statementsWithin, visitReads } from '../syntax/children.ts'
import type { Expr, For, If, Parameter, Stmt, Target } from '../syntax/nodes.ts'
import type { Scope } from './scope.ts'

/** Enters the names of these statements into their scope. Bodies that have a scope of their own stay closed. */
export function analyse(scope: Scope, body: readonly Stmt[]): void {
  for (const statement of body) analyseStatement(scope, statement)
}

export function analyseExpression(scope: Scope, expr: Expr): void {
  visitReads(expr, (name) => scope.load(name))
}

export function analyseParameters(scope: Scope, parameters: readonly Parameter[]): void {
  for (const { name } of parameters) scope.parameter(name.name)
  for (const { fallback } of parameters) if (fallback !== null) analyseExpression(scope, fallback)
}

/** The targets of a loop or of `with` are parameters of its scope. */
export function analyseTarget(scope: Scope, target: Target): void {
  for (const name of namesOf(target)) scope.parameter(name)
}

function analyseStatement(scope: Scope, statement: Stmt): void {
  switch (statement.kind) {
    case 'If':
      analyseIf(scope, statement, statement.elifs)
      break
    case 'For':
      analyseExpression(scope, statement.iterable)
      break
    case 'Autoescape':
    case 'SetBlock':
      break
    default:
      for (const expr of partsOf(statement).expressions) analyseExpression(scope, expr)
  }
  if (statement.kind === 'Set' || statement.kind === 'SetBlock') loadNamespaces(scope, statement.target)
  for (const name of bindings(statement)) scope.store(name)
}

/** Setting an attribute of a namespace reads the namespace. */
function loadNamespaces(scope: Scope, target: Target): void {
  if (target.kind === 'Namespace') scope.load(target.name)
}

/** What a statement assigns in the scope that it stands in. */
export function bindings(statement: Stmt): readonly string[] {
  switch (statement.kind) {
    case 'Set':
    case 'SetBlock':
      return namesOf(statement.target)
    case 'Macro':
      return [statement.name]
    case 'Import':
      return [statement.target]
    case 'FromImport':
      return statement.names.map(({ alias }) => alias)
    default:
      return []
  }
}

/** An `elif` counts as an `if` in a branch of its own, beside the body and the `else`. */
function analyseIf(
  scope: Scope,
  statement: Pick<If, 'test' | 'body'> & Partial<If>,
  elifs: If['elifs'],
): void {
  analyseExpression(scope, statement.test)
  const body = scope.branch()
  analyse(body, statement.body)
  const rest = scope.branch()
  for (const elif of elifs) analyseIf(rest, elif, [])
  const otherwise = scope.branch()
  analyse(otherwise, statement.else ?? [])
  scope.merge([body, rest, otherwise])
}

/**
 * Is the name read in these statements before it is bound there? Looks into everything but blocks, which are
 * functions of their own.
 */
export function reads(name: string, body: readonly Stmt[]): boolean {
  return readsBeforeBound(name, body) === true
}

/** true: read first; false: bound first; undefined: neither. */
function readsBeforeBound(name: string, body: readonly Stmt[]): boolean | undefined {
  for (const statement of body) {
    if (statement.kind === 'Block') continue
    const { expressions, targets, parameters, bodies } = partsOf(statement)
    if (targets.some((target) => namesOf(target).includes(name))) return false
    if (expressions.some((expr) => readsName(expr, name))) return true
    if (parameters.some((parameter) => parameter.name.name === name)) return false
    if (parameters.some(({ fallback }) => fallback !== null && readsName(fallback, name))) return true
    for (const inner of bodies) {
      const found = readsBeforeBound(name, inner)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/**
 * Does the body use the `loop` of this very loop? A loop inside has its own, but what it iterates over and its
 * `else` still mean the outer one, and so does the filter of its items.
 */
export function usesLoop(body: readonly Stmt[]): boolean {
  for (const statement of body) {
    if (statement.kind === 'Block') continue
    const { expressions, parameters, bodies } = partsOf(statement)
    if (expressions.some((expr) => readsName(expr, 'loop'))) return true
    if (parameters.some(({ fallback }) => fallback !== null && readsName(fallback, 'loop'))) return true
    const inner = statement.kind === 'For' ? [statement.else] : bodies
    if (inner.some(usesLoop)) return true
  }
  return false
}

/** Does a block inside the loop want the variables of the loop, `loop` among them? */
export function hasScopedBlock(statement: For): boolean {
  return statementsWithin([statement]).some((inner) => inner.kind === 'Block' && inner.scoped)
}

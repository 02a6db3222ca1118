import type { Arguments, Expr, Parameter, Stmt, Target } from './nodes.ts'

/** The expressions directly inside an expression, in the order of evaluation as far as it matters. */
export function subexpressions(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'Name':
    case 'Const':
      return []
    case 'Tuple':
    case 'List':
    case 'Concat':
      return expr.items
    case 'Dict':
      return expr.items.flatMap(({ key, value }) => [key, value])
    case 'Getattr':
    case 'Unary':
    case 'Not':
      return [expr.value]
    case 'Getitem':
      return [expr.value, expr.key]
    case 'Slice':
      return [expr.value, expr.start, expr.stop, expr.step].filter((each) => each !== null)
    case 'Binary':
    case 'Logic':
      return [expr.left, expr.right]
    case 'Compare':
      return [expr.left, ...expr.rest.map(({ value }) => value)]
    case 'Conditional':
      return [expr.test, expr.value, ...(expr.else === null ? [] : [expr.else])]
    case 'Call':
      return [expr.callee, ...argumentsOf(expr)]
    case 'Filter':
      return [...(expr.value === null ? [] : [expr.value]), ...argumentsOf(expr)]
    case 'Test':
      return [expr.value, ...argumentsOf(expr)]
  }
}

function argumentsOf({ args, kwargs, rest, named }: Arguments): Expr[] {
  const all = [...args, ...kwargs.map(({ value }) => value)]
  if (rest !== null) all.push(rest)
  if (named !== null) all.push(named)
  return all
}

/** What a statement holds: its expressions and targets, then the bodies, in the order of the source. */
export interface Parts {
  readonly expressions: readonly Expr[]
  readonly targets: readonly Target[]
  readonly parameters: readonly Parameter[]
  readonly bodies: readonly (readonly Stmt[])[]
}

const NONE: Parts = { expressions: [], targets: [], parameters: [], bodies: [] }

export function partsOf(statement: Stmt): Parts {
  switch (statement.kind) {
    case 'Output':
      return { ...NONE, expressions: statement.items.filter((item) => item.kind !== 'Data') }
    case 'If': {
      const elifs = statement.elifs
      return {
        ...NONE,
        expressions: [statement.test, ...elifs.map(({ test }) => test)],
        bodies: [statement.body, ...elifs.map(({ body }) => body), statement.else],
      }
    }
    case 'For':
      return {
        ...NONE,
        expressions: [statement.iterable, ...(statement.test === null ? [] : [statement.test])],
        targets: [statement.target],
        bodies: [statement.body, statement.else],
      }
    case 'Macro':
      return { ...NONE, parameters: statement.parameters, bodies: [statement.body] }
    case 'CallBlock':
      return {
        ...NONE,
        expressions: [statement.call],
        parameters: statement.parameters,
        bodies: [statement.body],
      }
    case 'FilterBlock':
      return { ...NONE, expressions: [statement.filter], bodies: [statement.body] }
    case 'With':
      return {
        ...NONE,
        expressions: statement.values,
        targets: statement.targets,
        bodies: [statement.body],
      }
    case 'SetBlock':
      return {
        ...NONE,
        expressions: statement.filter === null ? [] : [statement.filter],
        targets: [statement.target],
        bodies: [statement.body],
      }
    case 'Autoescape':
      return { ...NONE, expressions: [statement.value], bodies: [statement.body] }
    case 'Block':
      return { ...NONE, bodies: [statement.body] }
    case 'Set':
      return { ...NONE, expressions: [statement.value], targets: [statement.target] }
    case 'Do':
      return { ...NONE, expressions: [statement.value] }
    case 'Include':
    case 'Import':
    case 'FromImport':
    case 'Extends':
      return { ...NONE, expressions: [statement.template] }
    case 'Break':
    case 'Continue':
      return NONE
  }
}

/** Every statement below, in source order; `descend` says whether to look inside one. */
export function* statementsWithin(
  body: readonly Stmt[],
  descend: (statement: Stmt) => boolean = () => true,
): Generator<Stmt> {
  for (const statement of body) {
    yield statement
    if (!descend(statement)) continue
    for (const inner of partsOf(statement).bodies) yield* statementsWithin(inner, descend)
  }
}

/** The names that a target assigns. */
export function namesOf(target: Target): readonly string[] {
  switch (target.kind) {
    case 'Name':
      return [target.name]
    case 'TargetTuple':
      return target.items.flatMap(namesOf)
    case 'Namespace':
      return []
  }
}

/** Tells the names that an expression reads, in the order of evaluation, each as often as it is read. */
export function visitReads(expr: Expr, visit: (name: string) => void): void {
  if (expr.kind === 'Name') visit(expr.name)
  else for (const inner of subexpressions(expr)) visitReads(inner, visit)
}

/** Does an expression read that name? */
export function readsName(expr: Expr, name: string): boolean {
  if (expr.kind === 'Name') return expr.name === name
  return subexpressions(expr).some((inner) => readsName(inner, name))
}

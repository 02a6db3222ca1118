import type { Arguments, Expr, Parameter, Stmt, Target } from './nodes.ts'

/**
 * Does it hold for all expressions directly inside an expression? They come in the order of evaluation as far as it matters,
 * and one by one, which takes less time than arrays of them. What visits them all says `true` of each.
 */
export function everyInside(expr: Expr, holds: (inner: Expr) => boolean): boolean {
  switch (expr.kind) {
    case 'Name':
    case 'Const':
      return true
    case 'Tuple':
    case 'List':
    case 'Concat':
      return expr.items.every(holds)
    case 'Dict':
      return expr.items.every(({ key, value }) => holds(key) && holds(value))
    case 'Getattr':
    case 'Unary':
    case 'Not':
      return holds(expr.value)
    case 'Getitem':
      return holds(expr.value) && holds(expr.key)
    case 'Slice':
      return (
        holds(expr.value) && [expr.start, expr.stop, expr.step].every((each) => each === null || holds(each))
      )
    case 'Binary':
    case 'Logic':
      return holds(expr.left) && holds(expr.right)
    case 'Compare':
      return holds(expr.left) && expr.rest.every(({ value }) => holds(value))
    case 'Conditional':
      return holds(expr.test) && holds(expr.value) && (expr.else === null || holds(expr.else))
    case 'Call':
      return holds(expr.callee) && everyArgument(expr, holds)
    case 'Filter':
      return (expr.value === null || holds(expr.value)) && everyArgument(expr, holds)
    case 'Test':
      return holds(expr.value) && everyArgument(expr, holds)
  }
}

function everyArgument({ args, kwargs, rest, named }: Arguments, holds: (inner: Expr) => boolean): boolean {
  return (
    args.every(holds) &&
    kwargs.every(({ value }) => holds(value)) &&
    (rest === null || holds(rest)) &&
    (named === null || holds(named))
  )
}

/** What a statement holds: its expressions and targets, then the bodies, in the order of the source. */
export interface Parts {
  readonly expressions: readonly Expr[]
  readonly targets: readonly Target[]
  readonly parameters: readonly Parameter[]
  readonly bodies: readonly (readonly Stmt[])[]
}

const NONE = [] as const

function parts(
  expressions: Parts['expressions'],
  bodies: Parts['bodies'] = NONE,
  targets: Parts['targets'] = NONE,
  parameters: Parts['parameters'] = NONE,
): Parts {
  return { expressions, targets, parameters, bodies }
}

export function partsOf(statement: Stmt): Parts {
  switch (statement.kind) {
    case 'Output':
      return parts(statement.items.filter((item) => item.kind !== 'Data'))
    case 'If': {
      const { test, elifs, body } = statement
      return parts(
        [test, ...elifs.map((elif) => elif.test)],
        [body, ...elifs.map((elif) => elif.body), statement.else],
      )
    }
    case 'For': {
      const { iterable, test, body, target } = statement
      return parts(test === null ? [iterable] : [iterable, test], [body, statement.else], [target])
    }
    case 'Macro':
      return parts(NONE, [statement.body], NONE, statement.parameters)
    case 'CallBlock':
      return parts([statement.call], [statement.body], NONE, statement.parameters)
    case 'FilterBlock':
      return parts([statement.filter], [statement.body])
    case 'With':
      return parts(statement.values, [statement.body], statement.targets)
    case 'SetBlock': {
      const { filter, body, target } = statement
      return parts(filter === null ? NONE : [filter], [body], [target])
    }
    case 'Autoescape':
      return parts([statement.value], [statement.body])
    case 'Block':
      return parts(NONE, [statement.body])
    case 'Set':
      return parts([statement.value], NONE, [statement.target])
    case 'Do':
      return parts([statement.value])
    case 'Include':
    case 'Import':
    case 'FromImport':
    case 'Extends':
      return parts([statement.template])
    case 'Break':
    case 'Continue':
      return parts(NONE)
  }
}

/** Every statement below, in source order. */
export function statementsWithin(body: readonly Stmt[]): readonly Stmt[] {
  const all: Stmt[] = []
  const gather = (statements: readonly Stmt[]): void => {
    for (const statement of statements) {
      all.push(statement)
      partsOf(statement).bodies.forEach(gather)
    }
  }
  gather(body)
  return all
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
  const look = (each: Expr): boolean => {
    if (each.kind === 'Name') visit(each.name)
    return everyInside(each, look)
  }
  look(expr)
}

/** Does an expression read that name? */
export function readsName(expr: Expr, name: string): boolean {
  const isOther = (each: Expr): boolean => {
    return each.kind === 'Name' ? each.name !== name : everyInside(each, isOther)
  }
  return !isOther(expr)
}

import { everyInside } from '../syntax/children.ts'
import type { Call, Expr, Macro, Stmt } from '../syntax/nodes.ts'
import type { UnitWriter } from './unit-writer.ts'

/** Filters that give the same for the same, and reach nothing but what they are given. */
const PURE_FILTERS: ReadonlySet<string> = new Set([
  ...[
    'abs',
    'capitalize',
    'center',
    'count',
    'd',
    'default',
    'first',
    'float',
    'int',
    'join',
    'last',
    'length',
  ],
  ...['list', 'lower', 'replace', 'round', 'sort', 'string', 'title', 'tojson', 'trim', 'truncate', 'unique'],
  'upper',
])

/**
 * The names whose values alone decide what the macro gives, its parameters first; undefined when other things
 * might, or when it does more than give text. It is sure only where those values are data that never changes.
 */
export function decidingNames(unit: UnitWriter, macro: Macro): readonly string[] | undefined {
  const names = new Set(macro.parameters.map(({ name }) => name.name))
  const isPure = (expr: Expr): boolean => {
    if (expr.kind === 'Name') names.add(expr.name)
    if (expr.kind === 'Filter' && !(PURE_FILTERS.has(expr.name) && unit.isOwnFilter(expr.name))) return false
    if (expr.kind === 'Test' && !unit.isOwnTest(expr.name)) return false
    if (expr.kind === 'Call' && !isMethodOfData(expr)) return false
    return everyInside(expr, isPure)
  }
  const onlyWrites = (statement: Stmt): boolean => {
    if (statement.kind === 'Output') {
      return statement.items.every((item) => item.kind === 'Data' || isPure(item))
    }
    if (statement.kind !== 'If') return false
    const branches = [statement, ...statement.elifs]
    return (
      branches.every(({ test, body }) => isPure(test) && body.every(onlyWrites)) &&
      statement.else.every(onlyWrites)
    )
  }
  const fallbacks = macro.parameters.every(({ fallback }) => fallback === null || isPure(fallback))
  return fallbacks && macro.body.every(onlyWrites) && names.size > 0 ? [...names] : undefined
}

/** Called on a literal, or on `x.y`: never on what may hold something that the method changes. */
function isMethodOfData({ callee }: Call): boolean {
  if (callee.kind !== 'Getattr') return false
  const { value } = callee
  if (value.kind === 'Getattr') return value.value.kind === 'Name'
  return value.kind === 'Const' || value.kind === 'Dict' || value.kind === 'List' || value.kind === 'Tuple'
}

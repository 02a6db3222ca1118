import { asFloat, neg } from '../../python/ops.ts'
import { everyInside } from '../syntax/children.ts'
import type { Constant, Expr } from '../syntax/nodes.ts'
import { fold } from './fold.ts'

type Power = Extract<Expr, { kind: 'Binary' }>

/**
 * What Jinja2 makes of a power with a negative constant below: it writes a number that it has computed into Python without
 * brackets, where `-2 ** n` is `-(2 ** n)`. So `(-2) ** n` is −4 where n is 2, in all its releases so far. Undefined
 * for any other power, also for one that it computes as a whole.
 */
export function powerAsWritten(expr: Power): Expr | undefined {
  if (expr.operator !== '**' || isConstant(expr.right)) return undefined
  const base = fold(expr.left)
  const size = base === undefined ? undefined : asFloat(base)
  if (base === undefined || size === undefined || !(size < 0 || Object.is(size, -0))) return undefined
  const left: Expr = { kind: 'Const', at: expr.left.at, value: neg(base) as Constant }
  return { kind: 'Unary', operator: '-', at: expr.at, value: { ...expr, left } }
}

/** Names and calls are all that it does not compute beforehand. */
function isConstant(expr: Expr): boolean {
  return expr.kind !== 'Name' && expr.kind !== 'Call' && everyInside(expr, isConstant)
}

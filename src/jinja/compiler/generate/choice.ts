import { Literal } from '../../form/flow.ts'
import type { Value } from '../../python/ops.ts'
import type { Expr } from '../syntax/nodes.ts'
import { any, type Code } from './code.ts'
import { condition } from './expression.ts'
import { fold } from './fold.ts'
import { type Frame, softFrame } from './frame.ts'
import type { UnitWriter } from './unit-writer.ts'

/**
 * `a if test else b` of constants as the literal of one of them: their texts are looked at once, not at each render.
 * undefined for everything else.
 *
 * @param write the text of a constant
 */
export function choice(
  unit: UnitWriter,
  frame: Frame,
  expr: Expr,
  write: (value: Value) => string,
): Code | undefined {
  if (expr.kind !== 'Conditional' || !isConstant(expr)) return undefined
  return any(chosen(unit, softFrame(frame), expr, write))
}

function isConstant(expr: Expr): boolean {
  if (fold(expr) !== undefined) return true
  return expr.kind === 'Conditional' && isConstant(expr.value) && expr.else !== null && isConstant(expr.else)
}

function chosen(unit: UnitWriter, frame: Frame, expr: Expr, write: (value: Value) => string): string {
  const constant = fold(expr)
  if (constant !== undefined) return unit.constant(new Literal(write(constant)))
  const { test, value, else: other } = expr as Extract<Expr, { kind: 'Conditional' }>
  const [then, otherwise] = [value, other!].map((each) => chosen(unit, frame, each, write))
  return `(${condition(unit, frame, test)} ? ${then} : ${otherwise})`
}

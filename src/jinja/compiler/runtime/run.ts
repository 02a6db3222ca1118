import type { Context } from './context.ts'
import type { Unit } from './engine.ts'

/** The text of a template in its context. */
export function run(context: Context, unit: Unit = context.unit): string {
  const { budget } = context.engine
  if (++budget.depth > budget.limits.depth) budget.tooDeep()
  const text = unit.root(context)
  budget.depth--
  return budget.checked(text)
}

import type { Getattr } from '../syntax/nodes.ts'
import { any, type Code, truth } from './code.ts'
import type { Frame } from './frame.ts'
import type { UnitWriter } from './unit-writer.ts'

/** `loop.index` and its like where it is known that `loop` is one: a property of `Loop`, no lookup by name. */
export function loopAttribute(unit: UnitWriter, frame: Frame, expr: Getattr): Code | undefined {
  if (expr.value.kind !== 'Name') return undefined
  const variable = frame.scope.find(expr.value.name)
  if (variable === undefined || !unit.loops.has(variable)) return undefined
  switch (expr.name) {
    case 'index':
    case 'index0':
      return any(`${variable}.${expr.name}`)
    case 'first':
      return truth(`${variable}.first`)
    case 'last':
      return truth(`(at = ${expr.at}, ${variable}.last)`, expr.at)
    case 'length':
      return any(`(at = ${expr.at}, ${variable}.count)`, expr.at)
    default:
      return undefined
  }
}

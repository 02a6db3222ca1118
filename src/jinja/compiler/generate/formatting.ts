import { Printf } from '../../python/text/printf.ts'
import type { Expr, Filter } from '../syntax/nodes.ts'
import { isPositional } from './call.ts'
import { type Code, listed, placed, plain, text } from './code.ts'
import { expression } from './expression.ts'
import { fold } from './fold.ts'
import type { Frame } from './frame.ts'
import type { UnitWriter } from './unit-writer.ts'

/** `'…' % x`: what is to be done is read from the text while compiling. undefined for any other operation. */
export function formatting(
  unit: UnitWriter,
  frame: Frame,
  { operator, left, right, at }: Extract<Expr, { kind: 'Binary' }>,
): Code | undefined {
  const template = operator === '%' ? fold(left) : undefined
  if (typeof template !== 'string') return undefined
  const printf = unit.constant(new Printf(template))
  if (right.kind === 'Tuple') return ofItems(unit, frame, printf, right.items, at)
  return text(`${printf}.of(${placed(at, [expression(unit, frame, right)])})`)
}

/** `'…' | format(x, y)`, likewise. */
export function formatFilter(unit: UnitWriter, frame: Frame, filter: Filter): Code | undefined {
  if (filter.name !== 'format' || filter.value === null || !isPositional(filter)) return undefined
  const template = unit.isOwnFilter('format') ? fold(filter.value) : undefined
  if (typeof template !== 'string') return undefined
  return ofItems(unit, frame, unit.constant(new Printf(template)), filter.args, filter.at)
}

function ofItems(unit: UnitWriter, frame: Frame, printf: string, items: readonly Expr[], at: number): Code {
  const values = items.map((item) => expression(unit, frame, item))
  return text(`${printf}.ofItems(${placed(at, [plain(`[${listed(values)}]`)])})`)
}

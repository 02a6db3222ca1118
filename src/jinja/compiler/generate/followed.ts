import { str } from '../../python/ops.ts'
import type { Call, Expr } from '../syntax/nodes.ts'
import { namedArguments } from './call.ts'
import { choice } from './choice.ts'
import { placed } from './code.ts'
import { expression, marked, memberOf } from './expression.ts'
import type { Frame } from './frame.ts'
import { jsonPieces } from './json.ts'
import { loopAttribute } from './loop-attribute.ts'
import type { TextWriter } from './text-writer.ts'
import type { UnitWriter } from './unit-writer.ts'

/** `{{ expr }}` where the text of the render is followed. */
export function writeFollowed(unit: UnitWriter, frame: Frame, text: TextWriter, expr: Expr): void {
  const json = jsonPieces(unit, frame, expr)
  if (json !== undefined) {
    for (const step of json.steps) frame.fn.line(step)
    for (const piece of json.pieces) {
      if ('known' in piece) text.known(piece.known)
      else if ('literal' in piece) text.add(`$flow.literal(${piece.literal})`)
      else if (piece.member !== undefined)
        text.add(`$writeJsonMember($flow, ${piece.member}, ${piece.value})`)
      else text.add(`$flow.json(${piece.value})`)
    }
    return
  }
  if (expr.kind === 'Getattr' && loopAttribute(unit, frame, expr) === undefined) {
    const { site, object } = memberOf(unit, frame, expr)
    text.add(`$writeMember($flow, ${site}, ${placed(expr.at, [object])})`)
    return
  }
  const literal = frame.escaping === false ? choice(unit, frame, expr, str) : undefined
  if (literal !== undefined) {
    text.add(`$flow.literal(${literal.js})`)
    return
  }
  if (expr.kind === 'Call' && mayBeMacro(unit, frame, expr) && expr.kwargs.length > 0) {
    const fn = expression(unit, frame, expr.callee)
    const [site, args] = namedArguments(unit, frame, expr, null)
    text.add(`$writeNamed($flow, ${site}, ${placed(expr.at, [fn, args])})`)
    return
  }
  if (expr.kind === 'Call' && mayBeMacro(unit, frame, expr)) {
    const args = expr.args.map((arg) => expression(unit, frame, arg))
    const operands = [expression(unit, frame, expr.callee), ...args]
    if (args.length > 3) text.add(`$writeMany($flow, ${marked(frame, expr.at, operands)})`)
    else text.add(`$write${args.length}($flow, ${placed(expr.at, operands)})`)
    return
  }
  const code = expression(unit, frame, expr)
  if (code.kind === 'text') text.add(`$flow.text(${code.js})`)
  else text.add(`$flow.value(${placed(expr.at, [code])})`)
}

/** A macro that is called where its text belongs writes it there itself. */
function mayBeMacro(unit: UnitWriter, frame: Frame, { callee, ...args }: Call): boolean {
  if (args.rest !== null || args.named !== null) return false
  if (callee.kind === 'Name') return true
  const module =
    callee.kind === 'Getattr' && callee.value.kind === 'Name' && frame.scope.find(callee.value.name)
  return typeof module === 'string' && unit.imports.has(module)
}

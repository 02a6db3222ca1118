import { Shape } from '../../python/ops.ts'
import { MemberSite } from '../runtime/site.ts'
import type { Expr, Getattr, Name } from '../syntax/nodes.ts'
import { writeCall } from './call.ts'
import { any, type Code, leaves, listed, placed, plain, quote, text, truth } from './code.ts'
import { writeFilter, writeTest } from './filter.ts'
import { constantDict, constantTuple, fold } from './fold.ts'
import { formatting } from './formatting.ts'
import { type Frame, softFrame } from './frame.ts'
import { jsonText } from './json.ts'
import { loopAttribute } from './loop-attribute.ts'
import { powerAsWritten } from './power.ts'
import type { UnitWriter } from './unit-writer.ts'

const BINARY = {
  '+': '$add',
  '-': '$sub',
  '*': '$mul',
  '/': '$div',
  '//': '$floordiv',
  '%': '$mod',
  '**': '$pow',
} as const

const COMPARE = { '==': '$eq', '!=': '$ne', '<': '$lt', '<=': '$le', '>': '$gt', '>=': '$ge' } as const

/** The value of an expression. */
export function expression(unit: UnitWriter, frame: Frame, expr: Expr): Code {
  const constant = expr.kind === 'Name' ? undefined : fold(expr)
  if (constant !== undefined) return unit.literal(constant)
  switch (expr.kind) {
    case 'Name':
      return name(frame, expr)
    case 'Const':
      return unit.literal(expr.value)
    case 'List':
      return any(`[${list(unit, frame, expr.items)}]`)
    case 'Tuple': {
      const known = constantTuple(expr)
      if (known !== undefined) return plain(unit.constant(known))
      return any(`new $Tuple([${list(unit, frame, expr.items)}])`)
    }
    case 'Dict':
      return dict(unit, frame, expr.items, expr.at)
    case 'Getattr':
      return loopAttribute(unit, frame, expr) ?? getattr(unit, frame, expr)
    case 'Getitem': {
      const operands = [expression(unit, frame, expr.value), expression(unit, frame, expr.key)]
      // The kind has its place even where it is the usual one.
      const kind = plain(unit.undefinedKind === undefined ? 'undefined' : quote(unit.undefinedKind))
      return any(`$getItem(${placed(expr.at, [...operands, kind])})`, expr.at)
    }
    case 'Slice': {
      const bounds = [expr.start, expr.stop, expr.step]
      const operands = [
        expression(unit, frame, expr.value),
        ...bounds.map((bound) => optional(unit, frame, bound)),
      ]
      return any(`$slice(${placed(expr.at, operands)})`, expr.at)
    }
    case 'Binary': {
      const formatted = formatting(unit, frame, expr)
      if (formatted !== undefined) return formatted
      const written = powerAsWritten(expr)
      if (written !== undefined) return expression(unit, frame, written)
      const operands = [expression(unit, frame, expr.left), expression(unit, frame, expr.right)]
      return any(`${BINARY[expr.operator]}(${placed(expr.at, operands)})`, expr.at)
    }
    case 'Unary': {
      const operand = placed(expr.at, [expression(unit, frame, expr.value)])
      return any(`${expr.operator === '-' ? '$neg' : '$pos'}(${operand})`, expr.at)
    }
    case 'Not':
      return truth(`!${condition(unit, frame, expr.value)}`)
    case 'Logic':
      return logic(unit, frame, expr)
    case 'Compare':
      return compare(unit, frame, expr)
    case 'Concat':
      return concat(unit, frame, expr)
    case 'Conditional':
      return conditional(unit, softFrame(frame), expr)
    case 'Call':
      return writeCall(unit, frame, expr, null)
    case 'Filter':
      return writeFilter(unit, frame, expr, null)
    case 'Test':
      return writeTest(unit, frame, expr)
  }
}

/** JavaScript that is true or false as Python would take the expression for. */
export function condition(unit: UnitWriter, frame: Frame, expr: Expr): string {
  if (expr.kind === 'Logic' && fold(expr) === undefined) {
    const operator = expr.operator === 'and' ? '&&' : '||'
    return `(${condition(unit, frame, expr.left)} ${operator} ${condition(unit, frame, expr.right)})`
  }
  const code = expression(unit, frame, expr)
  if (code.kind === 'truth') return code.js
  if (code.kind === 'text') return `(${code.js} !== "")`
  return `$truth(${placed(expr.at, [code])})`
}

/** JavaScript that is the text of the value, as `str` gives it. */
export function asText(code: Code, at: number): string {
  if (code.kind === 'text') return code.js
  if (code.plain) return `(typeof ${code.js} === "string" ? ${code.js} : (at = ${at}, $str(${code.js})))`
  return `$str(${placed(at, [code])})`
}

/**
 * Like `placed`, for a function that would take one argument more for its own.
 */
export function marked(frame: Frame, at: number, operands: readonly Code[]): string {
  if (leaves(operands) === at) return listed(operands)
  const last = operands[operands.length - 1]!
  const others = operands.slice(0, -1)
  if (last.plain) return listed([...others, plain(`(at = ${at}, ${last.js})`)])
  const held = frame.fn.temporary()
  return listed([...others, plain(`(${held} = ${last.js}, at = ${at}, ${held})`)])
}

function list(unit: UnitWriter, frame: Frame, items: readonly Expr[]): string {
  return items.map((item) => expression(unit, frame, item).js).join(', ')
}

function optional(unit: UnitWriter, frame: Frame, expr: Expr | null): Code {
  return expr === null ? unit.literal(null) : expression(unit, frame, expr)
}

function name(frame: Frame, expr: Name): Code {
  const variable = frame.scope.ref(expr.name)
  if (frame.fn.definite.has(variable)) return plain(variable)
  return any(`(${variable} === undefined ? $undefinedName(rt, ${quote(expr.name)}) : ${variable})`)
}

function dict(
  unit: UnitWriter,
  frame: Frame,
  items: readonly { key: Expr; value: Expr }[],
  at: number,
): Code {
  if (items.length === 0) return any('new $Dict()')
  const known = constantDict(items)
  if (known !== undefined) return any(`new $Dict(undefined, ${unit.constant(known)})`)
  const shape = Shape.of(items.map(({ key }) => fold(key)))
  if (shape !== undefined) {
    const values = items.map(({ value }) => expression(unit, frame, value).js)
    return any(`$Dict.shaped(${unit.shared(shape)}, [${values.join(', ')}])`)
  }
  const entries = items.flatMap(({ key, value }) => [key, value].map((each) => expression(unit, frame, each)))
  return any(`$Dict.of(${marked(frame, at, entries)})`)
}

function getattr(unit: UnitWriter, frame: Frame, expr: Getattr): Code {
  const { value } = expr
  if (value.kind === 'Getattr' && isGiven(unit, frame, value.value)) {
    const { site: first, object: root } = memberOf(unit, frame, value)
    const object = any(`$member(${first}, ${placed(value.at, [root])})`, value.at)
    const site = unit.constant(new MemberSite(expr.name, unit.undefinedKind))
    const found = `$path(${site}, ${first}, ${root.js}, ${placed(expr.at, [object])})`
    return any(`(${root.js} === ${site}.root ? ${site}.value : ${found})`)
  }
  const { site, object } = memberOf(unit, frame, expr)
  return any(`$member(${site}, ${placed(expr.at, [object])})`, expr.at)
}

/** A variable that the template was given, as `module`: what is reached from it mostly stays what it is. */
function isGiven(unit: UnitWriter, frame: Frame, expr: Expr): boolean {
  return expr.kind === 'Name' && !unit.assigned.has(expr.name) && name(frame, expr).plain
}

/** The place where `x.name` is looked up, and x. */
export function memberOf(unit: UnitWriter, frame: Frame, expr: Getattr): { site: string; object: Code } {
  const object = expression(unit, frame, expr.value)
  return { site: unit.constant(new MemberSite(expr.name, unit.undefinedKind)), object }
}

function logic(unit: UnitWriter, frame: Frame, expr: Extract<Expr, { kind: 'Logic' }>): Code {
  const left = expression(unit, frame, expr.left)
  const right = expression(unit, frame, expr.right)
  const and = expr.operator === 'and'
  if (left.kind === 'truth' && right.kind === 'truth')
    return truth(`(${left.js} ${and ? '&&' : '||'} ${right.js})`)
  const held = left.plain ? left.js : frame.fn.temporary()
  const test = `$truth(${placed(expr.left.at, [left.plain ? left : any(`${held} = ${left.js}`, left.at)])})`
  return any(and ? `(${test} ? ${right.js} : ${held})` : `(${test} ? ${held} : ${right.js})`)
}

/** `a < b < c` computes b once, and c only if a < b. */
function compare(unit: UnitWriter, frame: Frame, expr: Extract<Expr, { kind: 'Compare' }>): Code {
  const parts: string[] = []
  let left = expression(unit, frame, expr.left)
  for (const [index, { operator, value }] of expr.rest.entries()) {
    let right = expression(unit, frame, value)
    let next = right
    if (index < expr.rest.length - 1 && !right.plain) {
      const held = frame.fn.temporary()
      right = any(`${held} = ${right.js}`, right.at)
      next = plain(held)
    }
    const operands = placed(expr.at, [left, right])
    if (operator === 'in') parts.push(`$contains(${operands})`)
    else if (operator === 'not in') parts.push(`!$contains(${operands})`)
    else parts.push(`${COMPARE[operator]}(${operands})`)
    left = next
  }
  return parts.length === 1 ? truth(parts[0]!, expr.at) : truth(`(${parts.join(' && ')})`)
}

function concat(unit: UnitWriter, frame: Frame, expr: Extract<Expr, { kind: 'Concat' }>): Code {
  const items = expr.items.map((item) => {
    return { code: jsonText(unit, frame, item) ?? expression(unit, frame, item), at: item.at }
  })
  if (frame.escaping === true) {
    const operands = listed(items.map(({ code }) => code))
    return any(`$concatEscaped([${operands}], at = ${expr.at})`, expr.at)
  }
  return text(`(${items.map(({ code, at }) => asText(code, at)).join(' + ')})`)
}

function conditional(unit: UnitWriter, frame: Frame, expr: Extract<Expr, { kind: 'Conditional' }>): Code {
  const test = condition(unit, frame, expr.test)
  const then = expression(unit, frame, expr.value)
  const otherwise = expr.else === null ? unit.noElse(expr.at) : expression(unit, frame, expr.else)
  const kind = then.kind === otherwise.kind ? then.kind : 'any'
  return { js: `(${test} ? ${then.js} : ${otherwise.js})`, kind, plain: false, at: undefined }
}

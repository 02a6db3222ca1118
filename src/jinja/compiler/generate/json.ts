import { jsonForHtml } from '../../filters/json.ts'
import { compareText } from '../../python/text/code-points.ts'
import type { Expr, Filter, Getattr } from '../syntax/nodes.ts'
import { choice } from './choice.ts'
import { type Code, placed, quote, text } from './code.ts'
import { expression, memberOf } from './expression.ts'
import { fold } from './fold.ts'
import { changed, type Frame } from './frame.ts'
import { loopAttribute } from './loop-attribute.ts'
import type { UnitWriter } from './unit-writer.ts'

/**
 * A piece of JSON: known text, or JavaScript that gives a value, as arguments of a function that takes one. Of `x.name` it
 * is a variable, and `member` are the site and the object where it was found. Where the text is followed, a choice between
 * constants is a variable that holds the `literal` of one of them.
 */
type Piece =
  | { readonly known: string }
  | { readonly value: string; readonly member?: string }
  | { readonly literal: string }

interface Pieces {
  /** What computes the values, to be run before. */
  readonly steps: readonly string[]
  readonly pieces: readonly Piece[]
}

/**
 * The pieces of `x | tojson`. A literal is not made only to be taken apart again: its brackets and keys are
 * known, and in order, while compiling. undefined for everything else.
 */
export function jsonPieces(unit: UnitWriter, frame: Frame, expr: Expr): Pieces | undefined {
  if (frame.escaping !== false || !isToJson(unit, expr)) return undefined
  const { value, at } = expr
  const inPieces = ['Dict', 'List', 'Tuple', 'Getattr', 'Conditional'].includes(value.kind)
  if (!inPieces && fold(value) === undefined) {
    return { steps: [], pieces: [{ value: placed(at, [expression(unit, frame, value)]) }] }
  }
  const steps: string[] = []
  const pieces = piecesOf(unit, frame, value, steps)
  return { steps: [...steps, `at = ${at}`], pieces }
}

/** `x | tojson` as plain text, for places where it makes no difference that it is safe. */
export function jsonText(unit: UnitWriter, frame: Frame, expr: Expr): Code | undefined {
  const json = isToJson(unit, expr) ? jsonPieces(unit, changed(frame, { followed: false }), expr) : undefined
  return json && text(`(${[...json.steps, joined(json.pieces)].join(', ')})`)
}

/** Is it `value | tojson`, without arguments, and Jinja's own? */
function isToJson(unit: UnitWriter, expr: Expr): expr is Filter & { value: Expr } {
  if (expr.kind !== 'Filter' || expr.name !== 'tojson' || expr.value === null) return false
  const { args, kwargs, rest, named } = expr
  const bare = args.length === 0 && kwargs.length === 0 && rest === null && named === null
  return bare && unit.isOwnFilter('tojson')
}

/** The pieces of a value; `steps` compute what they need, in the order of the source. */
function piecesOf(unit: UnitWriter, frame: Frame, expr: Expr, steps: string[]): Piece[] {
  const constant = fold(expr)
  if (constant !== undefined) return [{ known: jsonForHtml(constant) }]
  if (expr.kind === 'List' || expr.kind === 'Tuple') {
    const items = expr.items.map((item) => piecesOf(unit, frame, item, steps))
    return enclosed('[', items, ']')
  }
  const names = expr.kind === 'Dict' ? expr.items.map(({ key }) => fold(key)) : []
  if (expr.kind === 'Dict' && names.every((name) => typeof name === 'string')) {
    const members = new Map<string, Piece[]>()
    for (const [index, { value }] of expr.items.entries()) {
      const name = names[index] as string
      const key = { known: `${jsonForHtml(name)}: ` }
      members.set(name, [key, ...piecesOf(unit, frame, value, steps)])
    }
    const sorted = [...members].sort(([a], [b]) => compareText(a, b))
    const items = sorted.map(([, pieces]) => pieces)
    return enclosed('{', items, '}')
  }
  if (expr.kind === 'Getattr' && loopAttribute(unit, frame, expr) === undefined) {
    return [memberPiece(unit, frame, expr, steps)]
  }
  const literal = frame.followed ? choice(unit, frame, expr, jsonForHtml) : undefined
  const code = literal ?? expression(unit, frame, expr)
  if (code.plain) return [{ value: code.js }]
  const held = frame.fn.temporary()
  steps.push(`${held} = ${code.js}`)
  return [literal ? { literal: held } : { value: held }]
}

function memberPiece(unit: UnitWriter, frame: Frame, expr: Getattr, steps: string[]): Piece {
  const { site, object } = memberOf(unit, frame, expr)
  const value = frame.fn.temporary()
  steps.push(`${value} = $member(${site}, ${placed(expr.at, [object])})`)
  return object.plain ? { value, member: `${site}, ${object.js}` } : { value }
}

function enclosed(open: string, items: readonly (readonly Piece[])[], close: string): Piece[] {
  const pieces: Piece[] = [{ known: open }]
  for (const [index, item] of items.entries()) {
    if (index > 0) pieces.push({ known: ', ' })
    pieces.push(...item)
  }
  return [...pieces, { known: close }]
}

/** The pieces as one sum, with neighbours that are known put together. */
function joined(pieces: readonly Piece[]): string {
  const terms: string[] = []
  let known = ''
  for (const piece of pieces) {
    if ('known' in piece) known += piece.known
    else if ('value' in piece) {
      if (known !== '') terms.push(quote(known))
      terms.push(`$json(${piece.value})`)
      known = ''
    }
  }
  if (known !== '') terms.push(quote(known))
  return terms.join(' + ')
}

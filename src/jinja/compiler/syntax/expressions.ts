import { parseFiltersAndTests } from './arguments.ts'
import type { BinaryOperator, CompareOperator, Expr } from './nodes.ts'
import { parsePostfix, parsePrimary } from './primary.ts'
import type { TokenStream } from './stream.ts'
import { describeToken, type TokenType } from './token.ts'

const COMPARISONS: ReadonlySet<TokenType> = new Set(['==', '!=', '<', '<=', '>', '>='] as const)
const PRODUCTS: ReadonlySet<TokenType> = new Set(['*', '/', '//', '%'] as const)
const SUMS: ReadonlySet<TokenType> = new Set(['+', '-'] as const)

/** `a if b else c`, the loosest of all. */
export function parseExpression(stream: TokenStream): Expr {
  stream.enter()
  let expr = isAlone(stream) ? parsePrimary(stream) : parseOr(stream)
  while (stream.isName('if')) {
    const { at } = stream.advance()
    const test = parseOr(stream)
    const otherwise = stream.skipName('else') ? parseExpression(stream) : null
    expr = { kind: 'Conditional', at, test, value: expr, else: otherwise }
  }
  stream.leave()
  return expr
}

const NAMES_AND_LITERALS: ReadonlySet<TokenType> = new Set(['name', 'string', 'integer', 'float'] as const)
const ENDS: ReadonlySet<TokenType> = new Set([',', ')', ']', '}', ':', 'variable_end', 'block_end'] as const)

/** Is the expression a single name or literal, as most are? Then no rule but the last has anything to do. */
function isAlone(stream: TokenStream): boolean {
  if (!ENDS.has(stream.following.type) || !NAMES_AND_LITERALS.has(stream.current.type)) return false
  return !stream.isName('not')
}

/**
 * One expression, or several with commas between, which make a tuple. Without `conditional` a following `if`
 * belongs to the statement.
 */
export function parseTuple(stream: TokenStream, conditional = true): Expr {
  const { at } = stream.current
  const { items, tuple } = parseItems(stream, conditional ? parseExpression : parseOr)
  if (tuple) return { kind: 'Tuple', at, items }
  return items[0] ?? stream.fail(`Expected an expression, got '${describeToken(stream.current)}'`)
}

/** What is read up to the end of a statement or a closing parenthesis, and whether there was a comma. */
export function parseItems(
  stream: TokenStream,
  parse: (stream: TokenStream) => Expr,
): { items: Expr[]; tuple: boolean } {
  const items: Expr[] = []
  let tuple = false
  for (;;) {
    if (items.length > 0) stream.expect(',')
    if (stream.is('variable_end') || stream.is('block_end') || stream.is(')')) break
    items.push(parse(stream))
    if (!stream.is(',')) break
    tuple = true
  }
  return { items, tuple }
}

function parseOr(stream: TokenStream): Expr {
  let left = parseAnd(stream)
  while (stream.isName('or')) {
    const { at } = stream.advance()
    left = { kind: 'Logic', operator: 'or', at, left, right: parseAnd(stream) }
  }
  return left
}

function parseAnd(stream: TokenStream): Expr {
  let left = parseNot(stream)
  while (stream.isName('and')) {
    const { at } = stream.advance()
    left = { kind: 'Logic', operator: 'and', at, left, right: parseNot(stream) }
  }
  return left
}

function parseNot(stream: TokenStream): Expr {
  if (!stream.isName('not')) return parseCompare(stream)
  const { at } = stream.advance()
  stream.enter()
  const value = parseNot(stream)
  stream.leave()
  return { kind: 'Not', at, value }
}

function parseCompare(stream: TokenStream): Expr {
  const left = parseSum(stream)
  const { type, value: word } = stream.current
  if (!COMPARISONS.has(type) && !(type === 'name' && (word === 'in' || word === 'not'))) return left
  const rest: { operator: CompareOperator; value: Expr }[] = []
  let at = left.at
  for (;;) {
    const token = stream.current
    let operator: CompareOperator
    if (COMPARISONS.has(token.type)) operator = token.type as CompareOperator
    else if (stream.isName('in')) operator = 'in'
    else if (stream.isName('not') && stream.following.type === 'name' && stream.following.value === 'in') {
      stream.advance()
      operator = 'not in'
    } else break
    stream.advance()
    if (rest.length === 0) at = token.at
    rest.push({ operator, value: parseSum(stream) })
  }
  return rest.length === 0 ? left : { kind: 'Compare', at, left, rest }
}

function parseSum(stream: TokenStream): Expr {
  let left = parseConcat(stream)
  while (SUMS.has(stream.current.type)) {
    const { at, type } = stream.advance()
    left = { kind: 'Binary', operator: type as BinaryOperator, at, left, right: parseConcat(stream) }
  }
  return left
}

function parseConcat(stream: TokenStream): Expr {
  const first = parseProduct(stream)
  if (!stream.is('~')) return first
  const { at } = stream.current
  const items = [first]
  while (stream.skipIf('~')) items.push(parseProduct(stream))
  return { kind: 'Concat', at, items }
}

function parseProduct(stream: TokenStream): Expr {
  let left = parsePower(stream)
  while (PRODUCTS.has(stream.current.type)) {
    const { at, type } = stream.advance()
    left = { kind: 'Binary', operator: type as BinaryOperator, at, left, right: parsePower(stream) }
  }
  return left
}

/** Left to right, unlike Python: `2 ** 3 ** 2` is 64. */
function parsePower(stream: TokenStream): Expr {
  let left = parseUnary(stream, true)
  while (stream.is('**')) {
    const { at } = stream.advance()
    left = { kind: 'Binary', operator: '**', at, left, right: parseUnary(stream, true) }
  }
  return left
}

/** A sign takes the postfixes with it but not the filters: `-5|abs` is 5. */
function parseUnary(stream: TokenStream, withFilters: boolean): Expr {
  let node: Expr
  const { type, at } = stream.current
  if (type === '-' || type === '+') {
    stream.advance()
    stream.enter()
    node = { kind: 'Unary', operator: type, at, value: parseUnary(stream, false) }
    stream.leave()
  } else node = parsePrimary(stream)
  node = parsePostfix(stream, node)
  return withFilters ? parseFiltersAndTests(stream, node) : node
}

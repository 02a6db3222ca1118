import { parseCall } from './arguments.ts'
import { parseExpression, parseItems } from './expressions.ts'
import type { Expr, Slice } from './nodes.ts'
import type { TokenStream } from './stream.ts'
import { describeToken, type TokenType } from './token.ts'

/** A name, a literal, or something in brackets. */
export function parsePrimary(stream: TokenStream): Expr {
  const token = stream.current
  const { at } = token
  switch (token.type) {
    case 'name':
      stream.advance()
      return nameOrConstant(token.value as string, at)
    case 'string': {
      let value = ''
      while (stream.is('string')) value += stream.advance().value as string
      return { kind: 'Const', at, value }
    }
    case 'integer':
    case 'float':
      stream.advance()
      return { kind: 'Const', at, value: token.value }
    case '(': {
      stream.advance()
      const { items, tuple } = parseItems(stream, parseExpression)
      stream.expect(')')
      return tuple || items.length === 0 ? { kind: 'Tuple', at, items } : items[0]!
    }
    case '[':
      stream.advance()
      return { kind: 'List', at, items: parseUntil(stream, ']', () => parseExpression(stream)) }
    case '{':
      stream.advance()
      return { kind: 'Dict', at, items: parseUntil(stream, '}', () => parsePair(stream)) }
    default:
      return stream.fail(`unexpected '${describeToken(token)}'`)
  }
}

function nameOrConstant(name: string, at: number): Expr {
  switch (name) {
    case 'true':
    case 'True':
      return { kind: 'Const', at, value: true }
    case 'false':
    case 'False':
      return { kind: 'Const', at, value: false }
    case 'none':
    case 'None':
      return { kind: 'Const', at, value: null }
    default:
      return { kind: 'Name', at, name, use: 'load' }
  }
}

function parsePair(stream: TokenStream): { key: Expr; value: Expr } {
  const key = parseExpression(stream)
  stream.expect(':')
  return { key, value: parseExpression(stream) }
}

/** Items with commas between, one more comma allowed at the end. */
function parseUntil<T>(stream: TokenStream, close: TokenType, parse: () => T): T[] {
  const items: T[] = []
  while (!stream.is(close)) {
    if (items.length > 0) stream.expect(',')
    if (stream.is(close)) break
    items.push(parse())
  }
  stream.expect(close)
  return items
}

export function parsePostfix(stream: TokenStream, node: Expr): Expr {
  let result = node
  for (;;) {
    if (stream.is('.')) result = parseAttribute(stream, result)
    else if (stream.is('[')) result = parseSubscript(stream, result)
    else if (stream.is('(')) result = parseCall(stream, result)
    else return result
  }
}

function parseAttribute(stream: TokenStream, value: Expr): Expr {
  const { at } = stream.advance()
  const token = stream.advance()
  if (token.type === 'name') return { kind: 'Getattr', at, value, name: token.value as string }
  if (token.type !== 'integer') stream.fail('expected name or number', token.at)
  return { kind: 'Getitem', at, value, key: { kind: 'Const', at: token.at, value: token.value } }
}

function parseSubscript(stream: TokenStream, value: Expr): Expr {
  const { at } = stream.advance()
  const items: (Expr | Slice)[] = []
  while (!stream.is(']')) {
    if (items.length > 0) stream.expect(',')
    items.push(parseSubscribed(stream))
  }
  stream.expect(']')
  const [only] = items
  if (items.length === 1 && only !== undefined) {
    return 'kind' in only ? { kind: 'Getitem', at, value, key: only } : { kind: 'Slice', at, value, ...only }
  }
  const keys = items.map((item) => ('kind' in item ? item : stream.fail('a slice must stand alone', at)))
  return { kind: 'Getitem', at, value, key: { kind: 'Tuple', at, items: keys } }
}

function parseSubscribed(stream: TokenStream): Expr | Slice {
  let start: Expr | null = null
  if (!stream.is(':')) {
    const node = parseExpression(stream)
    if (!stream.is(':')) return node
    start = node
  }
  stream.advance()
  const stop = stream.is(':') ? null : parseBound(stream)
  const step = stream.skipIf(':') ? parseBound(stream) : null
  return { start, stop, step }
}

function parseBound(stream: TokenStream): Expr | null {
  return stream.is(']') || stream.is(',') ? null : parseExpression(stream)
}

import { parseExpression, parseItems } from './expressions.ts'
import type { Expr, Name, Parameter, Target } from './nodes.ts'
import { parsePrimary } from './primary.ts'
import type { TokenStream } from './stream.ts'
import { describeToken } from './token.ts'

/** A name that something is bound to. */
export function parseNewName(stream: TokenStream): string {
  const { at } = stream.current
  const name = stream.expectIdentifier()
  assertAssignable(stream, { kind: 'Name', at, name, use: 'store' })
  return name
}

/** Names with commas between; only primaries are read, so that `in` and `=` end it. */
export function parseTarget(stream: TokenStream, use: 'store' | 'param' = 'store'): Target {
  const { at } = stream.current
  const { items, tuple } = parseItems(stream, parsePrimary)
  const [only] = items
  if (tuple) {
    return { kind: 'TargetTuple', at, items: items.map((item) => toTarget(stream, item, use)) }
  }
  if (only === undefined) {
    return stream.fail(`Expected an expression, got '${describeToken(stream.current)}'`)
  }
  return toTarget(stream, only, use)
}

/** In `set` the target may also be an attribute of a namespace. */
export function parseSetTarget(stream: TokenStream): Target {
  if (stream.following.type !== '.') return parseTarget(stream)
  const { at } = stream.current
  const name = stream.expectIdentifier()
  stream.advance()
  return { kind: 'Namespace', at, name, attribute: stream.expectIdentifier() }
}

/** The parameters of a macro or a call block, in parentheses. */
export function parseParameters(stream: TokenStream): Parameter[] {
  const parameters: Parameter[] = []
  stream.expect('(')
  while (!stream.is(')')) {
    if (parameters.length > 0) stream.expect(',')
    const { at } = stream.current
    const name: Name = { kind: 'Name', at, name: stream.expectIdentifier(), use: 'param' }
    assertAssignable(stream, name)
    if (parameters.some((given) => given.name.name === name.name)) {
      stream.fail(`duplicate argument '${name.name}'`, at)
    }
    const fallback = stream.skipIf('=') ? parseExpression(stream) : null
    if (fallback === null && parameters.some((given) => given.fallback !== null)) {
      stream.fail('non-default argument follows default argument')
    }
    parameters.push({ name, fallback })
  }
  stream.expect(')')
  return parameters
}

function toTarget(stream: TokenStream, expr: Expr, use: 'store' | 'param'): Target {
  if (expr.kind === 'Name') {
    const name: Name = { ...expr, use }
    assertAssignable(stream, name)
    return name
  }
  if (expr.kind === 'Tuple') {
    return {
      kind: 'TargetTuple',
      at: expr.at,
      items: expr.items.map((item) => toTarget(stream, item, use)),
    }
  }
  return stream.fail(`can't assign to '${expr.kind.toLowerCase()}'`, expr.at)
}

const CONSTANT_NAMES: ReadonlySet<string> = new Set(['true', 'false', 'none', 'True', 'False', 'None'])

function assertAssignable(stream: TokenStream, name: Name): void {
  if (CONSTANT_NAMES.has(name.name)) stream.fail(`can't assign to '${name.name}'`, name.at)
}

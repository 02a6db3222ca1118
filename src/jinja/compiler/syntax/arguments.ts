import { parseExpression } from './expressions.ts'
import type { Arguments, Call, Expr, Filter, Test } from './nodes.ts'
import { parsePostfix, parsePrimary } from './primary.ts'
import type { TokenStream } from './stream.ts'
import type { TokenType } from './token.ts'

const TEST_ARGUMENT: ReadonlySet<TokenType> = new Set([
  'name',
  'string',
  'integer',
  'float',
  '(',
  '[',
  '{',
] as const)

/** What may follow a value and binds looser than a sign: filters, tests, and calls of their results. */
export function parseFiltersAndTests(stream: TokenStream, node: Expr): Expr {
  let result = node
  for (;;) {
    if (stream.is('|')) {
      stream.advance()
      result = parseFilter(stream, result)
    } else if (stream.isName('is')) result = parseTest(stream, result)
    else if (stream.is('(')) result = parseCall(stream, result)
    else return result
  }
}

export function parseCall(stream: TokenStream, callee: Expr): Call {
  const { at } = stream.current
  const { args, kwargs, rest, named } = parseArguments(stream)
  return { kind: 'Call', at, callee, args, kwargs, rest, named }
}

function parseArguments(stream: TokenStream): Arguments {
  const { at } = stream.expect('(')
  const args: Expr[] = []
  const kwargs: { name: string; value: Expr }[] = []
  let rest: Expr | null = null
  let named: Expr | null = null
  const ensure = (valid: boolean): void => {
    if (!valid) stream.fail('invalid syntax for function call expression', at)
  }
  let first = true
  while (!stream.is(')')) {
    if (!first) {
      stream.expect(',')
      if (stream.is(')')) break
    }
    first = false
    if (stream.is('*')) {
      ensure(rest === null && named === null)
      stream.advance()
      rest = parseExpression(stream)
    } else if (stream.is('**')) {
      ensure(named === null)
      stream.advance()
      named = parseExpression(stream)
    } else if (stream.is('name') && stream.following.type === '=') {
      ensure(named === null)
      const name = stream.expectIdentifier()
      stream.advance()
      if (kwargs.some((given) => given.name === name)) stream.fail(`keyword argument repeated: ${name}`)
      kwargs.push({ name, value: parseExpression(stream) })
    } else {
      ensure(rest === null && named === null && kwargs.length === 0)
      args.push(parseExpression(stream))
    }
  }
  stream.expect(')')
  return { args, kwargs, rest, named }
}

const NO_ARGUMENTS: Arguments = { args: [], kwargs: [], rest: null, named: null }

/** Stands on the name of the filter. */
export function parseFilter(stream: TokenStream, value: Expr | null): Filter {
  const { at } = stream.current
  const name = parseDottedName(stream)
  const { args, kwargs, rest, named } = stream.is('(') ? parseArguments(stream) : NO_ARGUMENTS
  return { kind: 'Filter', at, name, value, args, kwargs, rest, named }
}

function parseTest(stream: TokenStream, value: Expr): Expr {
  stream.advance()
  const negated = stream.skipName('not')
  const { at } = stream.current
  const name = parseDottedName(stream)
  const { args, kwargs, rest, named } = parseTestArguments(stream)
  const test: Test = { kind: 'Test', at, name, value, args, kwargs, rest, named }
  return negated ? { kind: 'Not', at, value: test } : test
}

const NO_TEST_ARGUMENT = ['else', 'or', 'and']

/** One argument may stand without parentheses: `x is divisibleby 3`. */
function parseTestArguments(stream: TokenStream): Arguments {
  if (stream.is('(')) return parseArguments(stream)
  if (!TEST_ARGUMENT.has(stream.current.type) || stream.isOneOf(NO_TEST_ARGUMENT)) return NO_ARGUMENTS
  if (stream.isName('is')) stream.fail('You cannot chain multiple tests with is')
  return { ...NO_ARGUMENTS, args: [parsePostfix(stream, parsePrimary(stream))] }
}

function parseDottedName(stream: TokenStream): string {
  let name = stream.expectIdentifier()
  while (stream.skipIf('.')) name += `.${stream.expectIdentifier()}`
  return name
}

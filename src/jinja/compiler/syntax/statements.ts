import { parseFilter } from './arguments.ts'
import { parseFrom, parseImport, parseInclude } from './composition.ts'
import { parseExpression, parseTuple } from './expressions.ts'
import type { Block, Data, Expr, Filter, For, If, Stmt, Target } from './nodes.ts'
import type { Syntax } from './settings.ts'
import type { TokenStream } from './stream.ts'
import { parseNewName, parseParameters, parseSetTarget, parseTarget } from './targets.ts'

export function parseTemplate(stream: TokenStream, syntax: Syntax): readonly Stmt[] {
  return new StatementParser(stream, syntax).template()
}

class StatementParser {
  readonly #stream: TokenStream
  readonly #syntax: Syntax
  /** The tags that are open, innermost last, for messages. */
  readonly #tags: string[] = []
  /** For each open body the tags that may end it. */
  readonly #ends: (readonly string[])[] = []

  constructor(stream: TokenStream, syntax: Syntax) {
    this.#stream = stream
    this.#syntax = syntax
  }

  template(): readonly Stmt[] {
    return this.#body([])
  }

  /** Statements up to one of these tags, whose name is then the current token, or to the end. */
  #body(ends: readonly string[]): Stmt[] {
    const stream = this.#stream
    const body: Stmt[] = []
    let output: (Expr | Data)[] = []
    const flush = (): void => {
      if (output.length > 0) body.push({ kind: 'Output', at: output[0]!.at, items: output })
      output = []
    }
    for (;;) {
      const token = stream.current
      if (token.type === 'eof') break
      stream.advance()
      if (token.type === 'data') output.push({ kind: 'Data', at: token.at, text: token.value as string })
      else if (token.type === 'variable_begin') {
        output.push(parseTuple(stream))
        stream.expect('variable_end')
      } else {
        flush()
        if (stream.isOneOf(ends)) return body
        stream.enter()
        body.push(this.#statement(ends))
        stream.leave()
        stream.expect('block_end')
      }
    }
    flush()
    return body
  }

  /** The body of a block statement, and the tag that ended it, which is consumed. */
  #block(...ends: readonly string[]): { body: Stmt[]; end: string } {
    const stream = this.#stream
    stream.skipIf(':')
    stream.expect('block_end')
    this.#ends.push(ends)
    const body = this.#body(ends)
    if (stream.is('eof')) this.#unexpectedEnd(null)
    this.#ends.pop()
    return { body, end: stream.expectIdentifier() }
  }

  #statement(ends: readonly string[]): Stmt {
    const stream = this.#stream
    const token = stream.current
    if (token.type !== 'name') stream.fail('tag name expected')
    const tag = token.value as string
    const parse = this.#rule(tag)
    if (parse === undefined) this.#unexpectedEnd(tag, ends)
    this.#tags.push(tag)
    stream.advance()
    const statement = parse(token.at)
    this.#tags.pop()
    return statement
  }

  #rule(tag: string): ((at: number) => Stmt) | undefined {
    const stream = this.#stream
    switch (tag) {
      case 'if':
        return (at) => this.#if(at)
      case 'for':
        return (at) => this.#for(at)
      case 'set':
        return (at) => this.#set(at)
      case 'macro':
        return (at) => {
          const name = parseNewName(stream)
          const parameters = parseParameters(stream)
          return { kind: 'Macro', at, name, parameters, body: this.#block('endmacro').body }
        }
      case 'call':
        return (at) => this.#callBlock(at)
      case 'filter':
        return (at) => {
          const filter = this.#filters(parseFilter(stream, null))
          return { kind: 'FilterBlock', at, filter, body: this.#block('endfilter').body }
        }
      case 'with':
        return (at) => this.#with(at)
      case 'autoescape':
        return (at) => {
          const value = parseExpression(stream)
          return { kind: 'Autoescape', at, value, body: this.#block('endautoescape').body }
        }
      case 'block':
        return (at) => this.#blockStatement(at)
      case 'extends':
        return (at) => ({ kind: 'Extends', at, template: parseExpression(stream) })
      case 'include':
        return (at) => parseInclude(stream, at)
      case 'import':
        return (at) => parseImport(stream, at)
      case 'from':
        return (at) => parseFrom(stream, at)
      case 'print':
        return (at) => parsePrint(stream, at)
      case 'do':
        return this.#syntax.doStatement ? (at) => ({ kind: 'Do', at, value: parseTuple(stream) }) : undefined
      case 'break':
        return this.#syntax.loopControls ? (at) => ({ kind: 'Break', at }) : undefined
      case 'continue':
        return this.#syntax.loopControls ? (at) => ({ kind: 'Continue', at }) : undefined
      default:
        return undefined
    }
  }

  #if(at: number): If {
    const stream = this.#stream
    const branch = () => {
      const test = parseTuple(stream, false)
      return { test, ...this.#block('elif', 'else', 'endif') }
    }
    const first = branch()
    const elifs: { test: Expr; body: Stmt[] }[] = []
    let { end } = first
    while (end === 'elif') {
      const next = branch()
      elifs.push({ test: next.test, body: next.body })
      end = next.end
    }
    const otherwise = end === 'else' ? this.#block('endif').body : []
    return { kind: 'If', at, test: first.test, body: first.body, elifs, else: otherwise }
  }

  #for(at: number): For {
    const stream = this.#stream
    const target = parseTarget(stream)
    stream.expectName('in')
    const iterable = parseTuple(stream, false)
    const test = stream.skipName('if') ? parseExpression(stream) : null
    const recursive = stream.skipName('recursive')
    const { body, end } = this.#block('endfor', 'else')
    const otherwise = end === 'else' ? this.#block('endfor').body : []
    return { kind: 'For', at, target, iterable, test, recursive, body, else: otherwise }
  }

  #set(at: number): Stmt {
    const stream = this.#stream
    const target = parseSetTarget(stream)
    if (stream.skipIf('=')) return { kind: 'Set', at, target, value: parseTuple(stream) }
    let filter: Filter | null = null
    if (stream.skipIf('|')) filter = this.#filters(parseFilter(stream, null))
    return { kind: 'SetBlock', at, target, filter, body: this.#block('endset').body }
  }

  /** Further filters of a filter block: `upper|trim`. */
  #filters(first: Filter): Filter {
    let filter = first
    while (this.#stream.skipIf('|')) filter = parseFilter(this.#stream, filter)
    return filter
  }

  #callBlock(at: number): Stmt {
    const stream = this.#stream
    const parameters = stream.is('(') ? parseParameters(stream) : []
    const call = parseExpression(stream)
    if (call.kind !== 'Call') return stream.fail('expected call', at)
    return { kind: 'CallBlock', at, call, parameters, body: this.#block('endcall').body }
  }

  #with(at: number): Stmt {
    const stream = this.#stream
    const targets: Target[] = []
    const values: Expr[] = []
    while (!stream.is('block_end')) {
      if (targets.length > 0) stream.expect(',')
      targets.push(parseTarget(stream, 'param'))
      stream.expect('=')
      values.push(parseExpression(stream))
    }
    return { kind: 'With', at, targets, values, body: this.#block('endwith').body }
  }

  #blockStatement(at: number): Block {
    const stream = this.#stream
    const name = stream.expectIdentifier()
    const scoped = stream.skipName('scoped')
    const required = stream.skipName('required')
    if (stream.is('-')) stream.fail('block names have no hyphens, use an underscore')
    const { body } = this.#block('endblock')
    if (required && !body.every(isBlank)) {
      stream.fail('Required blocks can only contain comments or whitespace', at)
    }
    stream.skipName(name)
    return { kind: 'Block', at, name, scoped, required, body }
  }

  #unexpectedEnd(tag: string | null, ends: readonly string[] = this.#ends.at(-1) ?? []): never {
    const parts = [tag === null ? 'Unexpected end of template.' : `Encountered unknown tag '${tag}'.`]
    const wanted = ends.map((end) => `'${end}'`).join(' or ')
    if (wanted !== '') {
      const nesting = tag !== null && this.#ends.some((outer) => outer.includes(tag))
      parts.push(
        nesting
          ? `You probably made a nesting mistake: this tag ends an outer block, but here ${wanted} is looked for.`
          : `Looked for ${wanted}.`,
      )
    }
    const innermost = this.#tags.at(-1)
    if (innermost !== undefined) parts.push(`The innermost block that needs to be closed is '${innermost}'.`)
    return this.#stream.fail(parts.join(' '))
  }
}

function isBlank(statement: Stmt): boolean {
  return (
    statement.kind === 'Output' &&
    statement.items.every((item) => item.kind === 'Data' && item.text.trim() === '')
  )
}

function parsePrint(stream: TokenStream, at: number): Stmt {
  const items: Expr[] = []
  while (!stream.is('block_end')) {
    if (items.length > 0) stream.expect(',')
    items.push(parseExpression(stream))
  }
  return { kind: 'Output', at, items }
}

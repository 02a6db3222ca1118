import { type Source, templateError } from '../source.ts'
import { describeToken, describeType, type Token, type TokenType } from './token.ts'

/** Nested brackets, unary operators and blocks; deeper than any template a person writes. */
const MAX_NESTING = 100

/** The tokens of a template with a cursor, and what both halves of the parser share. */
export class TokenStream {
  readonly source: Source
  readonly #tokens: readonly Token[]
  #next = 0
  #nesting = 0

  constructor(source: Source, tokens: readonly Token[]) {
    this.source = source
    this.#tokens = tokens
  }

  get current(): Token {
    return this.#tokens[this.#next]!
  }

  /** The token after the current one. */
  get following(): Token {
    return this.#tokens[Math.min(this.#next + 1, this.#tokens.length - 1)]!
  }

  /** Goes one token on and gives the one left behind. */
  advance(): Token {
    const token = this.current
    if (token.type !== 'eof') this.#next++
    return token
  }

  is(type: TokenType): boolean {
    return this.current.type === type
  }

  isName(name: string): boolean {
    const { type, value } = this.current
    return type === 'name' && value === name
  }

  isOneOf(names: readonly string[]): boolean {
    const { type, value } = this.current
    return type === 'name' && names.includes(value as string)
  }

  skipIf(type: TokenType): boolean {
    const found = this.is(type)
    if (found) this.advance()
    return found
  }

  skipName(name: string): boolean {
    const found = this.isName(name)
    if (found) this.advance()
    return found
  }

  expect(type: TokenType): Token {
    if (!this.is(type)) this.#unexpected(describeType(type))
    return this.advance()
  }

  expectIdentifier(): string {
    return this.expect('name').value as string
  }

  expectName(name: string): Token {
    if (!this.isName(name)) this.#unexpected(name)
    return this.advance()
  }

  #unexpected(expected: string): never {
    if (this.is('eof')) this.fail(`unexpected end of template, expected '${expected}'.`)
    this.fail(`expected token '${expected}', got '${describeToken(this.current)}'`)
  }

  fail(message: string, at: number = this.current.at, hint?: string): never {
    throw templateError('E_TEMPLATE_SYNTAX', this.source, at, message, hint === undefined ? {} : { hint })
  }

  /** The beginning of a rule that may contain itself; `leave` is the end. */
  enter(): void {
    if (++this.#nesting > MAX_NESTING) {
      throw templateError('E_TEMPLATE_LIMIT', this.source, this.current.at, 'nested too deeply', {
        hint: `brackets, unary operators and blocks may nest ${MAX_NESTING} deep; split the template`,
      })
    }
  }

  leave(): void {
    this.#nesting--
  }
}

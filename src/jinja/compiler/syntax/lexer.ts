import { type Source, templateError } from '../source.ts'
import { floatLiteral, integerLiteral, stringLiteral } from './literal.ts'
import { IDENTIFIER, type Patterns, type RootKind, SPACE, TOKEN } from './patterns.ts'
import type { Syntax } from './settings.ts'
import type { Operator, Token, TokenType } from './token.ts'

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' }
const TRAILING_SPACE = new RegExp(`${SPACE}+$`)
const ONLY_SPACE = new RegExp(`^${SPACE}+$`)

/** Line breaks become `\n`; the one that ends the template is dropped unless the syntax keeps it. */
export function normalise(text: string, syntax: Syntax): string {
  const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  return syntax.keepTrailingNewline || !unified.endsWith('\n') ? unified : unified.slice(0, -1)
}

/** The tokens of a template, `eof` last. White space, comments and the marks of raw blocks are gone. */
export function tokenize(source: Source, syntax: Syntax, patterns: Patterns): readonly Token[] {
  return new Lexer(source, syntax, patterns).run()
}

class Lexer {
  readonly #source: Source
  readonly #text: string
  readonly #syntax: Syntax
  readonly #patterns: Patterns
  readonly #tokens: Token[] = []
  #at = 0

  constructor(source: Source, syntax: Syntax, patterns: Patterns) {
    this.#source = source
    this.#text = source.text
    this.#syntax = syntax
    this.#patterns = patterns
  }

  run(): readonly Token[] {
    const { root, kinds } = this.#patterns
    while (this.#at < this.#text.length) {
      root.lastIndex = this.#at
      const match = root.exec(this.#text)
      if (match === null) {
        this.#push('data', this.#text.slice(this.#at), this.#at)
        break
      }
      const index = kinds.findIndex((_, i) => match[2 * i + 1] !== undefined)
      const kind = kinds[index]!
      this.#data(match.index, match[2 * index + 2]!, kind !== 'variable')
      this.#at = match.index + match[0].length
      this.#inside(kind, match.index)
    }
    this.#push('eof', '', this.#text.length)
    return this.#tokens
  }

  #inside(kind: RootKind, begin: number): void {
    const { blockEnd, variableEnd, lineStatementEnd, commentEnd, rawEnd } = this.#patterns
    switch (kind) {
      case 'block':
        this.#tag('block_begin', 'block_end', blockEnd, begin)
        break
      case 'variable':
        this.#tag('variable_begin', 'variable_end', variableEnd, begin)
        break
      case 'lineStatement':
        this.#tag('block_begin', 'block_end', lineStatementEnd, begin)
        break
      case 'comment': {
        const match = this.#find(commentEnd, begin, 'Missing end of comment tag')
        this.#at = match.index + match[0].length
        break
      }
      case 'raw': {
        const match = this.#find(rawEnd, begin, 'Missing end of raw directive')
        this.#data(match.index, match[1]!, true)
        this.#at = match.index + match[0].length
        break
      }
      case 'lineComment': {
        const end = this.#text.indexOf('\n', this.#at)
        this.#at = end < 0 ? this.#text.length : end
      }
    }
  }

  /** Plain text up to the next tag, stripped as the sign of that tag and the settings want it. */
  #data(end: number, sign: string, mayStripLine: boolean): void {
    const from = this.#at
    let text = this.#text.slice(from, end)
    if (sign === '-') text = text.replace(TRAILING_SPACE, '')
    else if (sign !== '+' && mayStripLine && this.#syntax.lstripBlocks) {
      const line = text.lastIndexOf('\n') + 1
      const startsLine = line > 0 || from === 0 || this.#text[from - 1] === '\n'
      if (startsLine && ONLY_SPACE.test(text.slice(line))) text = text.slice(0, line)
    }
    if (text !== '') this.#push('data', text, from)
  }

  #find(pattern: RegExp, begin: number, message: string): RegExpExecArray {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match === null) throw this.#error(message, begin)
    return match
  }

  #tag(open: TokenType, close: TokenType, end: RegExp, begin: number): void {
    const text = this.#text
    const brackets: string[] = []
    this.#push(open, '', begin)
    for (;;) {
      // A closing delimiter inside brackets is an operator: `{{ {'a': {}} }}`.
      if (brackets.length === 0) {
        end.lastIndex = this.#at
        const match = end.exec(text)
        if (match !== null) {
          this.#push(close, '', this.#at)
          this.#at += match[0].length
          return
        }
      }
      if (this.#at >= text.length) return
      this.#token(brackets)
    }
  }

  #token(brackets: string[]): void {
    const at = this.#at
    if (this.#take(TOKEN.space) !== undefined) return
    const found = this.#number(at) ?? this.#name(at) ?? this.#string(at)
    if (found !== undefined) {
      this.#tokens.push(found)
      return
    }
    const operator = this.#take(TOKEN.operator)
    if (operator === undefined) {
      const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0)
      throw this.#error(`unexpected char '${character}'`, at)
    }
    this.#balance(operator, brackets, at)
    this.#push(operator as Operator, operator, at)
  }

  #number(at: number): Token | undefined {
    const real = this.#take(TOKEN.float)
    if (real !== undefined) return { type: 'float', value: floatLiteral(real), at }
    const integer = this.#take(TOKEN.integer)
    if (integer !== undefined) return { type: 'integer', value: integerLiteral(integer), at }
    return undefined
  }

  #name(at: number): Token | undefined {
    const name = this.#take(TOKEN.name)
    if (name === undefined) return undefined
    if (!IDENTIFIER.test(name)) throw this.#error('Invalid character in identifier', at)
    return { type: 'name', value: name, at }
  }

  #string(at: number): Token | undefined {
    const string = this.#take(TOKEN.string)
    if (string === undefined) return undefined
    const value = stringLiteral(string.slice(1, -1))
    if (typeof value !== 'string') throw this.#error(value.error, at + 1 + value.at)
    return { type: 'string', value, at }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match === null) return undefined
    this.#at += match[0].length
    return match[0]
  }

  #balance(operator: string, brackets: string[], at: number): void {
    const closer = CLOSERS[operator]
    if (closer !== undefined) brackets.push(closer)
    else if (operator === '}' || operator === ')' || operator === ']') {
      const expected = brackets.pop()
      if (expected === undefined) throw this.#error(`unexpected '${operator}'`, at)
      if (expected !== operator) throw this.#error(`unexpected '${operator}', expected '${expected}'`, at)
    }
  }

  #push(type: TokenType, value: Token['value'], at: number): void {
    this.#tokens.push({ type, value, at })
  }

  #error(message: string, at: number): Error {
    return templateError('E_TEMPLATE_SYNTAX', this.#source, at, message)
  }
}

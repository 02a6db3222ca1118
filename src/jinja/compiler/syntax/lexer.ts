import { cutter } from '../../../kernel/index.ts'
import { type Source, templateError } from '../source.ts'
import { floatLiteral, integerLiteral, stringLiteral } from './literal.ts'
import { isIdentifier, type Patterns, type RootKind, SPACE, TOKEN, wideName } from './patterns.ts'
import type { Syntax } from './settings.ts'
import { OPERATORS, type Operator, type Token, type TokenType } from './token.ts'

/** What an ASCII character may begin; the last two go on with a name. */
const BLANK = 1
const QUOTE = 2
const DIGIT = 3
const LETTER = 4
const CLASSES = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/\w/.test(character)) return /\d/.test(character) ? DIGIT : LETTER
  if (code === 0x22 || code === 0x27) return QUOTE
  return (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20) ? BLANK : 0
})

/** Operators by their first character; no two pairs share it. */
const SINGLES = operatorsOf(1)
const PAIRS = operatorsOf(2)

function operatorsOf(length: number): ReadonlyMap<number, Operator> {
  const some = OPERATORS.filter((operator) => operator.length === length)
  return new Map(some.map((operator) => [operator.charCodeAt(0), operator]))
}

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
  readonly #cut: (from: number, to?: number) => string
  readonly #syntax: Syntax
  readonly #patterns: Patterns
  readonly #tokens: Token[] = []
  #at = 0

  constructor(source: Source, syntax: Syntax, patterns: Patterns) {
    this.#source = source
    this.#text = source.text
    this.#cut = cutter(source.text)
    this.#syntax = syntax
    this.#patterns = patterns
  }

  run(): readonly Token[] {
    const { root, kinds } = this.#patterns
    while (this.#at < this.#text.length) {
      root.lastIndex = this.#at
      const match = root.exec(this.#text)
      if (match === null) {
        this.#push('data', this.#cut(this.#at), this.#at)
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
    const text = this.#text.slice(from, end)
    let { length } = text
    if (sign === '-') length = text.replace(TRAILING_SPACE, '').length
    else if (sign !== '+' && mayStripLine && this.#syntax.lstripBlocks) {
      const line = text.lastIndexOf('\n') + 1
      const startsLine = line > 0 || from === 0 || this.#text[from - 1] === '\n'
      if (startsLine && ONLY_SPACE.test(text.slice(line))) length = line
    }
    if (length > 0) this.#push('data', this.#cut(from, from + length), from)
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
        if (end.test(text)) {
          this.#push(close, '', this.#at)
          this.#at = end.lastIndex
          return
        }
      }
      if (this.#at >= text.length) return
      this.#token(brackets)
    }
  }

  #token(brackets: string[]): void {
    const at = this.#at
    const first = this.#text.charCodeAt(at)
    // What the first character cannot begin need not be tried.
    const found =
      first >= 0x80
        ? this.#space() || this.#name(at)
        : CLASSES[first] === BLANK
          ? this.#blanks(at)
          : CLASSES[first] === DIGIT
            ? this.#number(at)
            : CLASSES[first] === LETTER
              ? this.#name(at)
              : CLASSES[first] === QUOTE && this.#string(at)
    if (found) return
    const operator = this.#operator(at, first)
    if (operator === undefined) {
      const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0)
      throw this.#error(`unexpected char '${character}'`, at)
    }
    this.#balance(operator, brackets, at)
    this.#push(operator, operator, at)
  }

  /** The longest operator that stands here. */
  #operator(at: number, first: number): Operator | undefined {
    const pair = PAIRS.get(first)
    const operator = pair?.charCodeAt(1) === this.#text.charCodeAt(at + 1) ? pair : SINGLES.get(first)
    if (operator !== undefined) this.#at += operator.length
    return operator
  }

  /** White space of ASCII; what comes behind it may be more. */
  #blanks(at: number): boolean {
    let end = at + 1
    while (CLASSES[this.#text.charCodeAt(end)] === BLANK) end++
    this.#at = end
    return true
  }

  #space(): boolean {
    return this.#skip(TOKEN.space)
  }

  #number(at: number): boolean {
    const text = this.#text
    let end = at + 1
    while (CLASSES[text.charCodeAt(end)] === DIGIT) end++
    const isPlain = text[end] !== '.' && CLASSES[text.charCodeAt(end)]! < DIGIT
    if (isPlain && (text[at] !== '0' || end === at + 1)) {
      this.#at = end
      this.#push('integer', integerLiteral(text.slice(at, end)), at)
      return true
    }
    const real = this.#take(TOKEN.float)
    if (real !== undefined) {
      this.#push('float', floatLiteral(real), at)
      return true
    }
    const integer = this.#take(TOKEN.integer)
    if (integer !== undefined) this.#push('integer', integerLiteral(integer), at)
    return integer !== undefined
  }

  #name(at: number): boolean {
    const text = this.#text
    let end = at
    while (CLASSES[text.charCodeAt(end)]! >= DIGIT) end++
    if (end > at && !(text.charCodeAt(end) >= 0x80)) {
      this.#at = end
      this.#push('name', this.#cut(at, end), at)
      return true
    }
    const name = this.#take(wideName())
    if (name === undefined) return false
    if (!isIdentifier(name)) throw this.#error('Invalid character in identifier', at)
    this.#push('name', name, at)
    return true
  }

  #string(at: number): boolean {
    if (!this.#skip(TOKEN.string)) return false
    const value = stringLiteral(this.#cut(at + 1, this.#at - 1))
    if (typeof value !== 'string') throw this.#error(value.error, at + 1 + value.at)
    this.#push('string', value, at)
    return true
  }

  #take(pattern: RegExp): string | undefined {
    const at = this.#at
    return this.#skip(pattern) ? this.#cut(at, this.#at) : undefined
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const found = pattern.test(this.#text)
    if (found) this.#at = pattern.lastIndex
    return found
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

import { PythonError } from '../../python/types.ts'
import { ASCII, type Classes, CONTROL, END, literal, START, setLiteral, UNICODE } from './elements.ts'
import { FLAGS, LETTERS } from './flags.ts'

/** A Python pattern as the source of a JavaScript one. */
export interface Translated {
  readonly source: string
  readonly flags: number
  /** How it is compiled. With `u` V8 takes half the time of `v`, which only sets within sets, and cases, need. */
  readonly compiled: 'u' | 'v' | 'iv'
  /** How many groups it captures. */
  readonly groups: number
  readonly names: ReadonlyMap<string, number>
}

/** Translates a pattern of Python's `re`. `re.error` (type `error`) for what is no pattern or has no counterpart. */
export function translate(pattern: string, given: number): Translated {
  return new Translator(pattern, given | FLAGS.UNICODE).run()
}

class Translator {
  readonly #characters: readonly string[]
  #at = 0
  #flags: number
  #groups = 0
  #open = 0
  #nested = false
  readonly #names = new Map<string, number>()

  constructor(pattern: string, flags: number) {
    this.#characters = [...pattern]
    this.#flags = flags & FLAGS.ASCII ? flags & ~FLAGS.UNICODE : flags
  }

  run(): Translated {
    let source = ''
    while (this.#at < this.#characters.length) source += this.#next()
    if (this.#open > 0) this.#fail('missing ), unterminated subpattern')
    const compiled = this.#has(FLAGS.IGNORECASE) ? 'iv' : this.#nested ? 'v' : 'u'
    return { source, flags: this.#flags, compiled, groups: this.#groups, names: this.#names }
  }

  #fail(what: string): never {
    throw new PythonError('error', `${what} at position ${this.#at}`)
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead]
  }

  #startsWith(text: string): boolean {
    return [...text].every((character, i) => this.#peek(i) === character)
  }

  #has(flag: number): boolean {
    return (this.#flags & flag) !== 0
  }

  get #classes(): Classes {
    return this.#has(FLAGS.ASCII) ? ASCII : UNICODE
  }

  #next(): string {
    const character = this.#characters[this.#at++]!
    if (this.#has(FLAGS.VERBOSE)) {
      if (/\s/.test(character)) return ''
      if (character === '#') {
        while (this.#at < this.#characters.length && this.#peek() !== '\n') this.#at++
        return ''
      }
    }
    switch (character) {
      case '\\':
        return this.#escape()
      case '[':
        return this.#set()
      case '(':
        return this.#group()
      case ')':
        if (this.#open-- === 0) this.#fail('unbalanced parenthesis')
        return ')'
      case '.':
        return this.#has(FLAGS.DOTALL) ? '[\\s\\S]' : '[^\\n]'
      case '^':
        return this.#has(FLAGS.MULTILINE) ? `(?<=${START}|\\n)` : START
      case '$':
        return this.#has(FLAGS.MULTILINE) ? `(?=\\n|${END})` : `(?=\\n?${END})`
      case '{':
        return this.#repeat()
      case '}':
      case ']':
        return `\\${character}`
      case '*':
      case '+':
      case '?':
        if (this.#peek() === '+') this.#fail('possessive quantifiers are not supported')
        return character
      default:
        return literal(character)
    }
  }

  /** `{2}`, `{2,}`, `{,3}`, `{2,3}`; any other brace stands for itself. */
  #repeat(): string {
    const rest = this.#characters.slice(this.#at, this.#at + 24).join('')
    const found = /^(\d*)(?:(,)(\d*))?\}/.exec(rest)
    if (!found || found[0] === '}' || found[0] === ',}') return '\\{'
    this.#at += found[0].length
    return found[2] === undefined ? `{${found[1]}}` : `{${found[1] || '0'},${found[3]}}`
  }

  #group(): string {
    this.#open++
    if (this.#peek() !== '?') {
      this.#groups++
      return '('
    }
    this.#at++
    if (this.#startsWith('P<')) return this.#namedGroup()
    if (this.#startsWith('P=')) return this.#namedReference()
    if (this.#startsWith('#')) return this.#comment()
    for (const opening of [':', '=', '!', '<=', '<!']) {
      if (this.#startsWith(opening)) {
        this.#at += opening.length
        return `(?${opening}`
      }
    }
    return this.#inlineFlags()
  }

  #until(end: string): string {
    const from = this.#at
    while (this.#at < this.#characters.length && this.#peek() !== end) this.#at++
    if (this.#at === this.#characters.length) this.#fail(`missing ${end}, unterminated name`)
    return this.#characters.slice(from, this.#at++).join('')
  }

  #namedGroup(): string {
    this.#at += 2
    const name = this.#until('>')
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) this.#fail(`bad character in group name '${name}'`)
    if (this.#names.has(name)) this.#fail(`redefinition of group name '${name}'`)
    this.#names.set(name, ++this.#groups)
    return `(?<${name}>`
  }

  #namedReference(): string {
    this.#at += 2
    this.#open--
    const name = this.#until(')')
    if (!this.#names.has(name)) this.#fail(`unknown group name '${name}'`)
    return `\\k<${name}>`
  }

  #comment(): string {
    this.#open--
    this.#until(')')
    return ''
  }

  /** `(?im)` at the very beginning; flags for a part of a pattern have no counterpart. */
  #inlineFlags(): string {
    const begin = this.#at
    let flags = 0
    for (;;) {
      const flag = LETTERS[this.#peek() ?? '']
      if (flag === undefined) break
      flags |= flag
      this.#at++
    }
    if (this.#peek() !== ')' || this.#at === begin) {
      this.#fail('flags for a part of a pattern, atomic groups and conditions are not supported')
    }
    if (begin !== 2) this.#fail('global flags not at the start of the expression')
    this.#at++
    this.#open--
    this.#flags |= flags
    if (flags & FLAGS.ASCII) this.#flags &= ~FLAGS.UNICODE
    return ''
  }

  #escape(): string {
    const letter = this.#characters[this.#at++]
    if (letter === undefined) this.#fail('bad escape (end of pattern)')
    const { w } = this.#classes
    switch (letter) {
      case 'A':
        return START
      case 'Z':
        return END
      case 'b':
        return `(?:(?<=[${w}])(?![${w}])|(?<![${w}])(?=[${w}]))`
      case 'B':
        return `(?:(?<=[${w}])(?=[${w}])|(?<![${w}])(?![${w}]))`
      default:
    }
    const set = this.#classEscape(letter)
    if (set !== undefined) return set
    if (/[1-9]/.test(letter)) return this.#numberedReference(letter)
    return this.#characterEscape(letter)
  }

  #numberedReference(first: string): string {
    const octal = first + (this.#peek() ?? '') + (this.#peek(1) ?? '')
    if (/^[1-3][0-7]{2}$/.test(octal)) {
      this.#at += 2
      return `\\u{${Number.parseInt(octal, 8).toString(16)}}`
    }
    const second = /^\d$/.test(this.#peek() ?? '') ? this.#characters[this.#at++]! : ''
    const number = Number(first + second)
    if (number > this.#groups) this.#fail(`invalid group reference ${number}`)
    return `(?:\\${number})`
  }

  #classEscape(letter: string): string | undefined {
    const lower = letter.toLowerCase()
    if (lower !== 'd' && lower !== 'w' && lower !== 's') return undefined
    return `[${letter === lower ? '' : '^'}${this.#classes[lower]}]`
  }

  #characterEscape(letter: string): string {
    const control = Object.hasOwn(CONTROL, letter) ? CONTROL[letter] : undefined
    if (control !== undefined) return control
    const digits = { x: 2, u: 4, U: 8 }[letter]
    if (digits !== undefined) return this.#hex(letter, digits)
    if (letter === '0') return this.#octal()
    if (/[A-Za-z0-9]/.test(letter)) this.#fail(`bad escape \\${letter}`)
    return letter === '|' ? '\\|' : literal(letter)
  }

  #hex(letter: string, digits: number): string {
    const text = this.#characters.slice(this.#at, this.#at + digits).join('')
    if (!new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(text)) this.#fail(`incomplete escape \\${letter}${text}`)
    this.#at += digits
    return `\\u{${text}}`
  }

  #octal(): string {
    let text = '0'
    while (text.length < 3 && /^[0-7]$/.test(this.#peek() ?? '')) text += this.#characters[this.#at++]
    return `\\u{${Number.parseInt(text, 8).toString(16)}}`
  }

  /** `[…]`: everything in it that is no set or range is written so that nothing has a second meaning. */
  #set(): string {
    let out = '['
    if (this.#peek() === '^') {
      this.#at++
      out += '^'
    }
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (this.#at >= this.#characters.length) this.#fail('unterminated character set')
      const low = this.#member()
      out += low
      if (this.#peek() === '-' && this.#peek(1) !== ']' && this.#peek(1) !== undefined) {
        this.#at++
        const high = this.#member()
        if (this.#isClass(low) || this.#isClass(high)) this.#fail('bad character range')
        out += `-${high}`
      }
    }
    this.#at++
    return `${out}]`
  }

  #member(): string {
    const character = this.#characters[this.#at++]!
    if (character !== '\\') return setLiteral(character)
    const letter = this.#characters[this.#at++]
    if (letter === undefined) this.#fail('unterminated character set')
    if (letter === 'b') return '\\x08'
    const set = this.#classEscape(letter)
    if (set !== undefined) {
      const negated = set.startsWith('[^')
      this.#nested ||= negated
      return negated ? set : set.slice(1, -1)
    }
    return /[A-Za-z0-9]/.test(letter) ? this.#characterEscape(letter) : setLiteral(letter)
  }

  #isClass(member: string): boolean {
    return member.startsWith('[') || Object.values(this.#classes).includes(member)
  }
}

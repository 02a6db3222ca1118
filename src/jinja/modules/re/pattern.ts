import { defineMethods } from '../../python/arguments.ts'
import { call, isCallable } from '../../python/call.ts'
import { Dict, Host, Lazy, type Methods, PythonError, repr, Tuple, type Value } from '../../python/ops.ts'
import { textLength, toUnits } from '../../python/text/code-points.ts'
import { index, text } from '../read.ts'
import { Match } from './match.ts'
import { template } from './template.ts'
import { FLAGS, type Translated, translate } from './translate.ts'

/** A compiled pattern of Python's `re`. */
export class Pattern extends Host {
  readonly typeName = 're.Pattern'
  readonly source: string
  readonly translated: Translated
  readonly #search: RegExp
  readonly #sticky: RegExp
  readonly #whole: RegExp
  /** Without the indices of groups, which cost more than the search; made when first used. */
  #plain: RegExp | undefined

  constructor(source: string, flags: number) {
    super()
    this.source = source
    this.translated = translate(source, flags)
    const jsFlags = `dv${this.translated.flags & FLAGS.IGNORECASE ? 'i' : ''}`
    try {
      this.#search = new RegExp(this.translated.source, `${jsFlags}g`)
      this.#sticky = new RegExp(this.translated.source, `${jsFlags}y`)
      this.#whole = new RegExp(`(?:${this.translated.source})(?![\\s\\S])`, `${jsFlags}y`)
    } catch (error) {
      throw new PythonError('error', `invalid pattern ${repr(source)}: ${(error as Error).message}`)
    }
  }

  override get methods(): Methods<never> {
    return PATTERN_METHODS
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'pattern':
        return this.source
      case 'flags':
        return this.translated.flags
      case 'groups':
        return this.translated.groups
      case 'groupindex':
        return new Dict([...this.translated.names])
      default:
        return undefined
    }
  }

  override repr(): string {
    return `re.compile(${repr(this.source)})`
  }

  find(subject: string, from: number, how: 'search' | 'match' | 'fullmatch'): Match | undefined {
    const regex = how === 'search' ? this.#search : how === 'match' ? this.#sticky : this.#whole
    regex.lastIndex = from
    const found = regex.exec(subject)
    return found ? new Match(this, subject, found) : undefined
  }

  /** All matches from left to right that do not overlap. */
  *all(subject: string, from = 0): Generator<Match> {
    for (let at = from; at <= subject.length; ) {
      const match = this.find(subject, at, 'search')
      if (!match) return
      yield match
      const end = match.unitEnd(0)
      at = end > match.unitStart(0) ? end : end + (subject.codePointAt(end)! > 0xffff ? 2 : 1)
    }
  }

  /** What the subject becomes when the matches are replaced. */
  replace(subject: string, replacement: Value, limit: number): string {
    const isUsual = typeof replacement === 'string' && limit === 0 && !replacement.includes('\\')
    return isUsual
      ? this.#replaceAll(subject, replacement)
      : this.replaceCounting(subject, replacement, limit)[0]
  }

  /** The same, and how many were. */
  replaceCounting(subject: string, replacement: Value, limit: number): [string, number] {
    const make = isCallable(replacement)
      ? (match: Match) => text(call(replacement, [match]), 'replacement')
      : template(text(replacement, 'replacement'), this)
    let out = ''
    let at = 0
    let count = 0
    for (const match of this.all(subject)) {
      out += subject.slice(at, match.unitStart(0)) + make(match)
      at = match.unitEnd(0)
      count++
      if (count === limit) break
    }
    return [out + subject.slice(at), count]
  }

  /** The usual case: each match by the same text. */
  #replaceAll(subject: string, replacement: string): string {
    this.#plain ??= new RegExp(this.#search.source, this.#search.flags.replace('d', ''))
    return subject.replace(this.#plain, replacement.replaceAll('$', '$$$$'))
  }

  split(subject: string, limit: number): Value[] {
    const parts: Value[] = []
    let at = 0
    let count = 0
    for (const match of this.all(subject)) {
      parts.push(subject.slice(at, match.unitStart(0)), ...match.captures(null))
      at = match.unitEnd(0)
      count++
      if (count === limit) break
    }
    parts.push(subject.slice(at))
    return parts
  }

  /** What `findall` lists for a match: the match, its one group, or a tuple of its groups. */
  listed(match: Match): Value {
    const captures = match.captures('')
    if (captures.length === 0) return match.textOf(0)!
    return captures.length === 1 ? captures[0]! : new Tuple(captures)
  }
}

function window(subject: Value, start: Value, stop: Value): [string, number] {
  const whole = text(subject, 'expected string or bytes-like object')
  const length = textLength(whole)
  const end = stop === null ? length : Math.min(Math.max(index(stop), 0), length)
  const from = Math.min(Math.max(index(start), 0), length)
  return [whole.slice(0, toUnits(whole, end)), toUnits(whole, from)]
}

const finder =
  (how: 'search' | 'match' | 'fullmatch') =>
  (pattern: Pattern, subject: Value, start: Value = 0, stop: Value = null): Value => {
    const [within, from] = window(subject, start, stop)
    return from > within.length ? null : (pattern.find(within, from, how) ?? null)
  }

export const PATTERN_METHODS = defineMethods<Pattern>('Pattern', {
  'search(string, pos?, endpos?)': finder('search'),
  'match(string, pos?, endpos?)': finder('match'),
  'fullmatch(string, pos?, endpos?)': finder('fullmatch'),
  'findall(string, pos?, endpos?)': (pattern, subject, start = 0, stop = null) =>
    [...pattern.all(...window(subject, start, stop))].map((match) => pattern.listed(match)),
  'finditer(string, pos?, endpos?)': (pattern, subject, start = 0, stop = null) =>
    new Lazy(pattern.all(...window(subject, start, stop)), 'finditer', 'callable_iterator'),
  'sub(repl, string, count?)': (pattern, replacement, subject, count = 0) =>
    pattern.replace(text(subject), replacement, index(count)),
  'subn(repl, string, count?)': (pattern, replacement, subject, count = 0) =>
    new Tuple(pattern.replaceCounting(text(subject), replacement, index(count))),
  'split(string, maxsplit?)': (pattern, subject, limit = 0) => pattern.split(text(subject), index(limit)),
})

import { defineMethods } from '../../python/arguments.ts'
import { call, isCallable } from '../../python/call.ts'
import { Dict, Host, Lazy, type Methods, PythonError, repr, Tuple, type Value } from '../../python/ops.ts'
import { textLength, toUnits } from '../../python/text/code-points.ts'
import { index, text } from '../read.ts'
import { Match } from './match.ts'
import { template } from './template.ts'
import { type Translated, translate } from './translate.ts'

/** A compiled pattern of Python's `re`. */
export class Pattern extends Host {
  readonly typeName = 're.Pattern'
  readonly source: string
  readonly translated: Translated
  readonly #search: RegExp
  readonly #sticky: RegExp
  readonly #whole: RegExp
  /** For each of these, one that tells where groups are, too; made when first used. */
  readonly #placing = new Map<RegExp, RegExp>()

  constructor(source: string, flags: number) {
    super()
    this.source = source
    this.translated = translate(source, flags)
    const { source: translated, compiled } = this.translated
    try {
      this.#search = new RegExp(translated, `${compiled}g`)
      this.#sticky = new RegExp(translated, `${compiled}y`)
      this.#whole = new RegExp(`(?:${translated})(?![\\s\\S])`, `${compiled}y`)
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
    return found ? new Match(this, subject, found, regex) : undefined
  }

  /** Where the groups of a match are that `regex` found. */
  indices(subject: string, found: RegExpExecArray, regex: RegExp): RegExpIndicesArray {
    let placing = this.#placing.get(regex)
    if (placing === undefined) {
      placing = new RegExp(regex.source, `${this.translated.compiled}dy`)
      this.#placing.set(regex, placing)
    }
    placing.lastIndex = found.index
    return placing.exec(subject)!.indices!
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
    return subject.replace(
      this.#search,
      replacement.includes('$') ? replacement.replaceAll('$', '$$$$') : replacement,
    )
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

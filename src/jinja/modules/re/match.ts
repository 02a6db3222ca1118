import { defineMethods } from '../../python/arguments.ts'
import { asInt } from '../../python/number/kind.ts'
import { Dict, Host, type Methods, PythonError, repr, Tuple, type Value } from '../../python/ops.ts'
import { toCodePoints } from '../../python/text/code-points.ts'
import { text } from '../read.ts'
import type { Pattern } from './pattern.ts'
import { template } from './template.ts'

/** One match. Positions are code points outside, UTF-16 units inside. */
export class Match extends Host {
  readonly typeName = 're.Match'
  readonly pattern: Pattern
  readonly subject: string
  readonly #found: RegExpExecArray
  readonly #regex: RegExp
  #indices: RegExpIndicesArray | undefined = undefined

  constructor(pattern: Pattern, subject: string, found: RegExpExecArray, regex: RegExp) {
    super()
    this.pattern = pattern
    this.subject = subject
    this.#found = found
    this.#regex = regex
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    switch (name) {
      case 'string':
        return this.subject
      case 're':
        return this.pattern
      case 'pos':
        return 0
      case 'endpos':
        return toCodePoints(this.subject, this.subject.length)
      case 'lastindex':
        return this.#lastIndex() || null
      case 'lastgroup':
        return [...this.pattern.translated.names].find(([, i]) => i === this.#lastIndex())?.[0] ?? null
      default:
        return undefined
    }
  }

  override getItem(key: Value): Value {
    return this.textOf(this.groupIndex(key)) ?? null
  }

  override repr(): string {
    const [from, to] = this.span(0)
    return `<re.Match object; span=(${from}, ${to}), match=${repr(this.textOf(0)!)}>`
  }

  override truth(): boolean {
    return true
  }

  /** The group that closed last: the one that ends furthest right, the outer one of two. */
  #lastIndex(): number {
    let last = 0
    let end = -1
    for (let i = 1; i < this.#found.length; i++) {
      const at = this.#groups[i]
      if (at && at[1] > end) [last, end] = [i, at[1]]
    }
    return last
  }

  /** The number of a group given by number or name; IndexError if there is none. */
  groupIndex(key: Value): number {
    const found = typeof key === 'string' ? this.pattern.translated.names.get(key) : asInt(key)
    if (typeof found === 'number' && found >= 0 && found < this.#found.length) return found
    throw new PythonError('IndexError', 'no such group')
  }

  textOf(group: number): string | undefined {
    return this.#found[group]
  }

  /** Where each group was found: that costs more than the search, and is seldom asked for. */
  get #groups(): RegExpIndicesArray {
    this.#indices ??= this.pattern.indices(this.subject, this.#found, this.#regex)
    return this.#indices
  }

  unitStart(group: number): number {
    return group === 0 ? this.#found.index : (this.#groups[group]?.[0] ?? -1)
  }

  unitEnd(group: number): number {
    return group === 0 ? this.#found.index + this.#found[0].length : (this.#groups[group]?.[1] ?? -1)
  }

  span(group: number): [number, number] {
    const from = this.unitStart(group)
    if (from < 0) return [-1, -1]
    return [toCodePoints(this.subject, from), toCodePoints(this.subject, this.unitEnd(group))]
  }

  /** The texts of all groups, `absent` for those that took no part. */
  captures(absent: Value): Value[] {
    return this.#found.slice(1).map((capture: string | undefined) => capture ?? absent)
  }
}

const group = (match: Match, key: Value): Value => match.textOf(match.groupIndex(key)) ?? null

const METHODS = defineMethods<Match>('Match', {
  'group(a?, b?, c?, d?, e?, f?, g?, h?, i?)': (match, ...keys) => {
    if (keys.length === 0) return match.textOf(0)!
    return keys.length === 1 ? group(match, keys[0]!) : new Tuple(keys.map((key) => group(match, key)))
  },
  'groups(default?)': (match, absent = null) => new Tuple(match.captures(absent)),
  'groupdict(default?)': (match, absent = null) =>
    new Dict([...match.pattern.translated.names].map(([name, i]) => [name, match.textOf(i) ?? absent])),
  'start(group?)': (match, key = 0) => match.span(match.groupIndex(key))[0],
  'end(group?)': (match, key = 0) => match.span(match.groupIndex(key))[1],
  'span(group?)': (match, key = 0) => new Tuple(match.span(match.groupIndex(key))),
  'expand(template)': (match, source) => template(text(source, 'template'), match.pattern)(match),
})

import { defineMethods, splitKeywords } from '../python/arguments.ts'
import {
  Dict,
  defineFunction,
  Host,
  type Kwargs,
  type Methods,
  PythonError,
  repr,
  str,
  type Value,
} from '../python/ops.ts'
import { classOf, Namespace } from './native.ts'
import { text } from './read.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const WHITESPACE = ' \t\n\r\v\f'

/** `$$`, `$name`, `${name}`, or a dollar that begins none of them. */
const PLACEHOLDER = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)\}|)/gi

/** Python's `string.Template`. */
class Template extends Host {
  readonly typeName = 'string.Template'
  readonly source: string

  constructor(source: string) {
    super()
    this.source = source
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getAttr(name: string): Value | undefined {
    return name === 'template' ? this.source : undefined
  }

  substitute(args: readonly (Value | Kwargs)[], safe: boolean): string {
    const [[mapping], keywords] = splitKeywords(args)
    return this.source.replace(PLACEHOLDER, (whole, escaped, plain, braced, at: number) => {
      if (escaped) return '$'
      const name: string | undefined = plain ?? braced
      const value = name === undefined ? undefined : (keywords.get(name) ?? lookUp(mapping, name))
      if (value !== undefined) return str(value)
      if (safe) return whole
      if (name !== undefined) throw new PythonError('KeyError', repr(name))
      const before = this.source.slice(0, at).split('\n')
      const column = before.at(-1)!.length + 1
      throw new PythonError(
        'ValueError',
        `Invalid placeholder in string: line ${before.length}, col ${column}`,
      )
    })
  }
}

function lookUp(mapping: Value | undefined, name: string): Value | undefined {
  return mapping instanceof Dict ? mapping.getItem(name) : undefined
}

const METHODS: Methods<Template> = new Map([
  ['substitute', (template: Template, args) => template.substitute(args, false)],
  ['safe_substitute', (template: Template, args) => template.substitute(args, true)],
  ...defineMethods<Template>('Template', { 'is_valid()': isValid, 'get_identifiers()': identifiers }),
])

function isValid(template: Template): boolean {
  return [...template.source.matchAll(PLACEHOLDER)].every((found) => found[0] !== '$')
}

function identifiers(template: Template): Value[] {
  const names = [...template.source.matchAll(PLACEHOLDER)].map((found) => found[2] ?? found[3])
  return [...new Set(names.filter((name) => name !== undefined))]
}

/** Python's `string`. */
export const stringModule = new Namespace('string', {
  ascii_letters: LOWER + UPPER,
  ascii_lowercase: LOWER,
  ascii_uppercase: UPPER,
  digits: DIGITS,
  hexdigits: `${DIGITS}abcdefABCDEF`,
  octdigits: '01234567',
  punctuation: PUNCTUATION,
  printable: DIGITS + LOWER + UPPER + PUNCTUATION + WHITESPACE,
  whitespace: WHITESPACE,
  capwords: defineFunction('capwords(s, sep?)', (s, separator = null) => {
    const words =
      separator === null
        ? text(s)
            .split(/\s+/)
            .filter((word) => word !== '')
        : text(s).split(text(separator))
    const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
    return words.map(capital).join(separator === null ? ' ' : text(separator))
  }),
  Template: classOf(
    'string.Template',
    defineFunction('Template(template)', (source) => new Template(text(source))),
  ),
})

import { Tuple } from '../collection/tuple.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'
import { asciiOnly } from './quote.ts'
import { repr, str } from './repr.ts'

/** What `str.format` needs of the world: fields, attributes, and how a value becomes text. */
export interface FormatContext {
  readonly positional: readonly Value[]
  /** The value of a keyword; undefined if there is none. */
  keyword(name: string): Value | undefined
  attribute(object: Value, name: string): Value | undefined
  format(value: Value, spec: string): string
}

function fail(message: string): never {
  throw new PythonError('ValueError', message)
}

/** `template.format(…)`. */
export function formatTemplate(template: string, context: FormatContext): string {
  return new Formatter(context).run(template, 2)
}

/** One run over a template and the templates nested in its specifications, which number fields together. */
class Formatter {
  readonly #context: FormatContext
  #automatic = 0
  #numbering: 'automatic' | 'manual' | undefined

  constructor(context: FormatContext) {
    this.#context = context
  }

  run(template: string, depth: number): string {
    if (depth === 0) fail('Max string recursion exceeded')
    let text = ''
    let position = 0
    for (;;) {
      const at = nextBrace(template, position)
      text += template.slice(position, at)
      if (at === template.length) return text
      const brace = template[at]!
      if (template[at + 1] === brace) {
        text += brace
        position = at + 2
      } else if (brace === '}') fail("Single '}' encountered in format string")
      else {
        const end = closingBrace(template, at + 1)
        text += this.#field(template.slice(at + 1, end), depth)
        position = end + 1
      }
    }
  }

  #field(field: string, depth: number): string {
    const end = nameEnd(field)
    const [, conversion, spec = ''] = conversionOf(field.slice(end))
    const value = this.#resolve(field.slice(0, end))
    const nested = spec.includes('{') || spec.includes('}')
    const inner = nested ? this.run(spec, depth - 1) : spec
    return this.#context.format(conversion === undefined ? value : convert(value, conversion), inner)
  }

  #resolve(name: string): Value {
    const [, first, path] = /^([^.[]*)(.*)$/s.exec(name) as unknown as [string, string, string]
    let value = this.#first(first)
    let rest = path
    while (rest !== '') {
      const part = /^(?:\.([^.[]*)|\[([^\]]*)\])/s.exec(rest)
      if (!part) {
        fail(
          rest.startsWith('[')
            ? "Missing ']' in format string"
            : "Only '.' or '[' may follow ']' in format field specifier",
        )
      }
      if (part[1] === '' || part[2] === '') fail('Empty attribute in format string')
      value = part[1] === undefined ? item(value, part[2]!) : this.#attribute(value, part[1])
      rest = rest.slice(part[0].length)
    }
    return value
  }

  #first(name: string): Value {
    const { positional } = this.#context
    if (name !== '' && !/^\d+$/.test(name)) {
      const value = this.#context.keyword(name)
      if (value === undefined) throw new PythonError('KeyError', repr(name))
      return value
    }
    const numbering = name === '' ? 'automatic' : 'manual'
    if (this.#numbering !== undefined && this.#numbering !== numbering) {
      const [from, to] =
        numbering === 'manual'
          ? ['automatic field numbering', 'manual field specification']
          : ['manual field specification', 'automatic field numbering']
      fail(`cannot switch from ${from} to ${to}`)
    }
    this.#numbering = numbering
    const index = name === '' ? this.#automatic++ : Number(name)
    const value = positional[index]
    if (value === undefined) {
      throw new PythonError('IndexError', `Replacement index ${index} out of range for positional args tuple`)
    }
    return value
  }

  #attribute(value: Value, name: string): Value {
    const found = this.#context.attribute(value, name)
    if (found !== undefined) return found
    throw new PythonError('AttributeError', `'${typeName(value)}' object has no attribute '${name}'`)
  }
}

function nextBrace(template: string, from: number): number {
  for (let i = from; i < template.length; i++) if (template[i] === '{' || template[i] === '}') return i
  return template.length
}

function closingBrace(template: string, from: number): number {
  if (from >= template.length) fail("Single '{' encountered in format string")
  let depth = 1
  for (let i = from; i < template.length; i++) {
    const character = template[i]
    if (character === '{') depth++
    else if (character === '}' && --depth === 0) return i
    else if (character === '[' && depth === 1) {
      const close = template.indexOf(']', i)
      if (close < 0) break
      i = close
    } else if ((character === ':' || character === '!') && depth === 1) return specEnd(template, i)
  }
  return fail("expected '}' before end of string")
}

/** The brace that ends a specification; brackets mean nothing in there. */
function specEnd(template: string, from: number): number {
  let depth = 1
  for (let i = from; i < template.length; i++) {
    if (template[i] === '{') depth++
    else if (template[i] === '}' && --depth === 0) return i
  }
  return fail(template[from] === '!' ? "unmatched '{' in format spec" : "expected '}' before end of string")
}

function nameEnd(field: string): number {
  for (let i = 0; i < field.length; i++) {
    if (field[i] === '[') {
      const close = field.indexOf(']', i)
      if (close < 0) return field.length
      i = close
    } else if (field[i] === ':' || field[i] === '!') return i
  }
  return field.length
}

/** What follows a field's name: `!r:>8` in its parts. */
function conversionOf(text: string): readonly (string | undefined)[] {
  const match = /^(?:!([\s\S]))?(?::([\s\S]*))?$/u.exec(text)
  if (match) return match
  return fail(text === '!' ? "unmatched '{' in format spec" : "expected ':' after conversion specifier")
}

function convert(value: Value, conversion: string): Value {
  if (conversion === 's') return str(value)
  if (conversion === 'r') return repr(value)
  if (conversion === 'a') return asciiOnly(repr(value))
  return fail(`Unknown conversion specifier ${conversion}`)
}

function item(value: Value, text: string): Value {
  const key = /^\d+$/.test(text) ? Number(text) : text
  if (Array.isArray(value) || value instanceof Tuple || typeof value === 'string') {
    const items = value instanceof Tuple ? value.items : value
    if (typeof key === 'string') {
      const what = value instanceof Tuple ? 'tuple' : typeof value === 'string' ? 'string' : 'list'
      throw new PythonError('TypeError', `${what} indices must be integers or slices, not str`)
    }
    const found = items[key]
    if (found !== undefined) return found
    const what = value instanceof Tuple ? 'tuple' : typeof value === 'string' ? 'string' : 'list'
    throw new PythonError('IndexError', `${what} index out of range`)
  }
  const found = value instanceof Host ? value.getItem(key) : undefined
  if (found !== undefined) return found
  if (value instanceof Host) throw new PythonError('KeyError', repr(key))
  throw new PythonError('TypeError', `'${typeName(value)}' object is not subscriptable`)
}

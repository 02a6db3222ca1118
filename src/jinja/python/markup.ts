import { bind, signature } from './arguments.ts'
import { formatMapWith, formatWith, STR_METHODS } from './attribute.ts'
import { textKey } from './collection/hash.ts'
import { toArray } from './collection/iterate.ts'
import { repeatText } from './collection/repeat.ts'
import { Tuple } from './collection/tuple.ts'
import { textContains } from './compare.ts'
import { asInt } from './number/kind.ts'
import { characterAt, characters, compareText, textLength } from './text/code-points.ts'
import { parseFormatSpec } from './text/format-spec.ts'
import { formatText, formatValue } from './text/format-value.ts'
import { stripTags, unescapeHtml } from './text/html.ts'
import { printf } from './text/printf.ts'
import { quote } from './text/quote.ts'
import { repr, str } from './text/repr.ts'
import { sliceText } from './text/slice.ts'
import { asText, TextLike } from './text/text.ts'
import {
  type BinaryOperator,
  type HashKey,
  Host,
  Kwargs,
  type Method,
  type Methods,
  PythonError,
  type Value,
} from './types.ts'

/** Text that is safe in HTML as it is. Whatever is put to it gets escaped; as MarkupSafe 3 has it. */
export class Markup extends TextLike {
  readonly text: string

  constructor(text: string) {
    super()
    this.text = text
  }

  get typeName(): string {
    return 'Markup'
  }

  override get qualifiedName(): string {
    return 'markupsafe.Markup'
  }

  override get methods(): Methods<never> {
    return METHODS
  }

  override getItem(key: Value): Value | undefined {
    const index = asInt(key)
    const character = typeof index === 'number' ? characterAt(this.text, index) : undefined
    return character === undefined ? undefined : new Markup(character)
  }

  override slice(start: Value, stop: Value, step: Value): Value {
    return new Markup(sliceText(this.text, start, stop, step))
  }

  override repr(): string {
    return `Markup(${quote(this.text)})`
  }

  override toText(): string {
    return this.text
  }

  override format(spec: string): string {
    return spec === '' ? this.text : formatText(this.text, parseFormatSpec(spec, 'Markup'), 'Markup')
  }

  override html(): string {
    return this.text
  }

  override length(): number {
    return textLength(this.text)
  }

  override iterate(): Iterable<Value> {
    return characters(this.text)
  }

  override reversed(): Iterable<Value> {
    return characters(this.text).reverse()
  }

  override contains(item: Value): boolean {
    return textContains(this.text, item)
  }

  override truth(): boolean {
    return this.text !== ''
  }

  override equals(other: Value): boolean | undefined {
    const text = asText(other)
    return text === undefined ? undefined : text === this.text
  }

  override compare(other: Value): number | undefined {
    const text = asText(other)
    return text === undefined ? undefined : compareText(this.text, text)
  }

  override binary(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined {
    if (operator === '*') {
      const times = asInt(other)
      return times === undefined ? undefined : new Markup(repeatText(this.text, times))
    }
    if (operator === '%') return reflected ? undefined : new Markup(printf(this.text, other, ESCAPED))
    if (operator !== '+') return undefined
    if (asText(other) === undefined && htmlOf(other) === undefined) return undefined
    const escaped = escapeText(other)
    return new Markup(reflected ? escaped + this.text : this.text + escaped)
  }

  override hashKey(): HashKey {
    return textKey(this.text)
  }
}

function htmlOf(value: Value): string | undefined {
  return value instanceof Host ? value.html() : undefined
}

const SPECIAL = /[&<>'"]/

/** A value as text that is safe in HTML. */
export function escapeText(value: Value): string {
  const html = htmlOf(value)
  if (html !== undefined) return html
  const text = str(value)
  if (!SPECIAL.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('>', '&gt;')
    .replaceAll('<', '&lt;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&#34;')
}

/** `markupsafe.escape(v)`. */
export function escapeValue(value: Value): Markup {
  return value instanceof Markup ? value : new Markup(escapeText(value))
}

/** `markupsafe.soft_str(v)`: text as it is, Markup included, anything else as `str(v)`. */
export function softText(value: Value): string | Markup {
  return typeof value === 'string' || value instanceof Markup ? value : str(value)
}

/** Jinja's `~` without autoescape: the texts of both. */
export function concat(a: Value, b: Value): string {
  return str(a) + str(b)
}

/** Jinja's `~` with autoescape: Markup, and the rest escaped, as soon as one of both is safe. */
export function concatEscaped(a: Value, b: Value): Value {
  if (htmlOf(a) === undefined && htmlOf(b) === undefined) return str(a) + str(b)
  return new Markup(escapeText(a) + escapeText(b))
}

const ESCAPED = {
  str: escapeText,
  repr: (value: Value): string => escapeText(repr(value)),
}

/** Methods that give Markup; what they take away or look for is taken as it is. */
const WRAPPED = [
  ...['capitalize', 'title', 'lower', 'upper', 'swapcase', 'casefold', 'strip', 'lstrip', 'rstrip', 'zfill'],
  ...['expandtabs', 'translate', 'removeprefix', 'removesuffix', 'partition', 'rpartition'],
  ...['split', 'rsplit', 'splitlines'],
]

/** Methods that put their second argument into the text, so that it is escaped. */
const INSERTING = ['replace', 'center', 'ljust', 'rjust']

const METHODS: Methods<Markup> = new Map<string, Method<Markup>>([
  ...Array.from(STR_METHODS, ([name, method]) => [name, plain(method)] as const),
  ...WRAPPED.map((name) => [name, wrapped(name)] as const),
  ...INSERTING.map((name) => [name, inserting(name)] as const),
  ['join', join],
  ['format', (markup, args) => new Markup(formatWith(markup.text, args, formatEscaped))],
  ['format_map', (markup, args) => new Markup(formatMapWith(markup.text, args, formatEscaped))],
  ['striptags', (markup) => stripTags(markup.text)],
  ['unescape', (markup) => unescapeHtml(markup.text)],
  ['escape', (_, args) => escapeValue(args[0] as Value)],
])

function plain(method: Method<string>): Method<Markup> {
  return (markup, args) => method(markup.text, args)
}

function wrapped(name: string): Method<Markup> {
  const method = STR_METHODS.get(name)!
  return (markup, args) => toMarkup(method(markup.text, args))
}

function inserting(name: string): Method<Markup> {
  const method = STR_METHODS.get(name)!
  return (markup, args) => {
    const [first, inserted, ...rest] = args
    if (inserted === undefined || inserted instanceof Kwargs) return toMarkup(method(markup.text, args))
    return toMarkup(method(markup.text, [first!, escapeText(inserted), ...rest]))
  }
}

function toMarkup(value: Value): Value {
  if (typeof value === 'string') return new Markup(value)
  if (Array.isArray(value)) return value.map(toMarkup)
  return value instanceof Tuple ? new Tuple(value.items.map(toMarkup)) : value
}

const JOIN = signature('Markup.join(self, seq)', true)

function join(markup: Markup, args: Parameters<Method<Markup>>[1]): Value {
  const [items = null] = bind(JOIN, args, 1)
  return new Markup(toArray(items).map(escapeText).join(markup.text))
}

function formatEscaped(value: Value, spec: string): string {
  const html = htmlOf(value)
  if (html === undefined) return escapeText(formatValue(value, spec))
  if (spec !== '') throw new PythonError('ValueError', 'Unsupported format specification for Markup.')
  return html
}

import { Tuple } from '../collection/tuple.ts'
import { intText } from '../number/int-text.ts'
import { asFloat, asInt, isFloat, isNumber } from '../number/kind.ts'
import { type FloatStyle, MAX_PRECISION, styledFloat } from '../number/number-text.ts'
import { toDouble, truncate } from '../number/parse.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'
import { characters, textLength } from './code-points.ts'
import { asciiOnly } from './quote.ts'
import { repr, str } from './repr.ts'
import { asText } from './text.ts'

/** What makes text of an argument: plain text has `str` and `repr`, Markup escapes both. */
export interface Texts {
  str(value: Value): string
  repr(value: Value): string
}

const PLAIN: Texts = { str, repr }

/** One conversion: `%(key)-08.3f`. */
interface Conversion {
  readonly left: boolean
  readonly sign: string
  readonly alternate: boolean
  readonly zero: boolean
  readonly width: number
  readonly precision: number | undefined
  readonly letter: string
}

/** `template % value`, printf-style: a tuple gives one value a conversion, a mapping named ones. */
export function printf(template: string, value: Value, texts: Texts = PLAIN): string {
  const reader = new Reader(template, value)
  let text = ''
  for (;;) {
    const at = template.indexOf('%', reader.position)
    if (at < 0) break
    text += template.slice(reader.position, at)
    reader.position = at + 1
    text += reader.convert(texts)
  }
  text += template.slice(reader.position)
  reader.finish()
  return text
}

/** Walks over a template and hands out the arguments. */
class Reader {
  position = 0
  readonly #template: string
  readonly #value: Value
  #next = 0
  #named = false

  constructor(template: string, value: Value) {
    this.#template = template
    this.#value = value
  }

  /** The text of the conversion after the percent sign at hand. */
  convert(texts: Texts): string {
    const key = this.#key()
    let left = false
    let sign = ''
    let alternate = false
    let zero = false
    for (; '-+ #0'.includes(this.#peek()); this.position++) {
      const flag = this.#template[this.position]!
      if (flag === '-') left = true
      else if (flag === '+') sign = '+'
      else if (flag === ' ') sign ||= ' '
      else if (flag === '#') alternate = true
      else zero = true
    }
    let width = this.#number('width') ?? 0
    if (width < 0) {
      left = true
      width = -width
    }
    let precision: number | undefined
    if (this.#peek() === '.') {
      this.position++
      precision = Math.max(this.#number('prec') ?? 0, 0)
    }
    if ('hlL'.includes(this.#peek())) this.position++
    const letter = this.#peek()
    const at = this.position++
    if (letter === '%') return '%'
    if (!'diuoxXeEfFgGcrsa'.includes(letter)) {
      const code = letter.codePointAt(0)!
      const shown = code > 31 && code < 127 ? letter : '?'
      const where = `(0x${code.toString(16)}) at index ${textLength(this.#template.slice(0, at))}`
      throw new PythonError('ValueError', `unsupported format character '${shown}' ${where}`)
    }
    const value = key === undefined ? this.#take() : key.value
    return render({ left, sign, alternate, zero, width, precision, letter }, value, texts)
  }

  #key(): { value: Value } | undefined {
    if (this.#peek() !== '(') return undefined
    let depth = 1
    const start = ++this.position
    for (; depth > 0; this.position++) {
      const character = this.#template[this.position]
      if (character === undefined) throw new PythonError('ValueError', 'incomplete format key')
      if (character === '(') depth++
      else if (character === ')') depth--
    }
    const name = this.#template.slice(start, this.position - 1)
    if (!isMapping(this.#value)) throw new PythonError('TypeError', 'format requires a mapping')
    this.#named = true
    const value = this.#value.getItem(name)
    if (value === undefined) throw new PythonError('KeyError', repr(name))
    return { value }
  }

  #peek(): string {
    const character = this.#template[this.position]
    if (character === undefined) throw new PythonError('ValueError', 'incomplete format')
    return character
  }

  /** A width or a precision: digits, or a star for the next argument. */
  #number(what: 'width' | 'prec'): number | undefined {
    if (this.#peek() === '*') {
      this.position++
      const given = asInt(this.#take())
      if (given === undefined) throw new PythonError('TypeError', '* wants int')
      return limit(Number(given), what)
    }
    const [digits] = /^\d*/.exec(this.#template.slice(this.position))!
    this.position += digits.length
    return digits === '' ? undefined : limit(Number(digits), what)
  }

  #take(): Value {
    const many = this.#value instanceof Tuple ? this.#value.items : undefined
    const count = many?.length ?? 1
    if (this.#next >= count) throw new PythonError('TypeError', 'not enough arguments for format string')
    const value = many ? many[this.#next]! : this.#value
    this.#next++
    return value
  }

  /** Checks that nothing is left over. */
  finish(): void {
    const value = this.#value
    const left = value instanceof Tuple ? this.#next < value.items.length : this.#next === 0
    if (left && !this.#named && !hasItems(value)) {
      throw new PythonError('TypeError', 'not all arguments converted during string formatting')
    }
  }
}

/** Python takes for a mapping here whatever has items and is neither a tuple nor text. */
function hasItems(value: Value): boolean {
  if (value instanceof Tuple || asText(value) !== undefined) return false
  return Array.isArray(value) || (value instanceof Host && value.getItem !== Host.prototype.getItem)
}

function isMapping(value: Value): value is Host {
  return value instanceof Host && hasItems(value)
}

function limit(size: number, what: 'width' | 'prec'): number {
  if (Math.abs(size) > (what === 'prec' ? MAX_PRECISION : 1 << 24)) {
    throw new PythonError('ValueError', `${what === 'prec' ? 'precision' : 'width'} too big`)
  }
  return size
}

function render(conversion: Conversion, value: Value, texts: Texts): string {
  switch (conversion.letter) {
    case 's':
      return cut(conversion, texts.str(value))
    case 'r':
      return cut(conversion, texts.repr(value))
    case 'a':
      return cut(conversion, asciiOnly(texts.repr(value)))
    case 'c':
      return fill(conversion, character(value))
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      return fillNumber(conversion, integerText(conversion, value))
    default:
      return fillNumber(conversion, floatText(conversion, value))
  }
}

function cut({ precision, ...conversion }: Conversion, text: string): string {
  const short = precision === undefined ? text : characters(text).slice(0, precision).join('')
  return fill({ ...conversion, precision }, short)
}

function fill({ left, width }: Conversion, text: string): string {
  const missing = width - textLength(text)
  if (missing <= 0) return text
  return left ? text + ' '.repeat(missing) : ' '.repeat(missing) + text
}

/** `text` begins with `-` if the number is negative. */
function fillNumber(conversion: Conversion, text: string): string {
  const negative = text.startsWith('-')
  const sign = negative ? '-' : conversion.sign
  const digits = negative ? text.slice(1) : text
  if (!conversion.zero || conversion.left) return fill(conversion, sign + digits)
  const prefix = /^0[xXo]/.test(digits) && conversion.alternate ? digits.slice(0, 2) : ''
  const width = conversion.width - sign.length - prefix.length
  return sign + prefix + digits.slice(prefix.length).padStart(width, '0')
}

function integerText({ letter, precision, alternate }: Conversion, value: Value): string {
  const decimal = 'diu'.includes(letter)
  let int = asInt(value)
  if (int === undefined && decimal) {
    const number = value instanceof Host ? (value.toNumber() ?? value) : value
    if (isNumber(number)) int = isFloat(number) ? truncate(asFloat(number)!) : asInt(number)
  }
  if (int === undefined) {
    const what = decimal ? 'a real number' : 'an integer'
    throw new PythonError('TypeError', `%${letter} format: ${what} is required, not ${typeName(value)}`)
  }
  const text = decimal ? intText(int) : int.toString(letter === 'o' ? 8 : 16)
  const negative = text.startsWith('-')
  const digits = (negative ? text.slice(1) : text).padStart(precision ?? 0, '0')
  const marked = alternate && !decimal ? `0${letter === 'o' ? 'o' : 'x'}${digits}` : digits
  return (negative ? '-' : '') + (letter === 'X' ? marked.toUpperCase() : marked)
}

function floatText({ letter, precision, alternate }: Conversion, value: Value): string {
  const number = value instanceof Host ? (value.toNumber() ?? value) : value
  if (!isNumber(number)) throw new PythonError('TypeError', `must be real number, not ${typeName(value)}`)
  const style = letter.toLowerCase() as FloatStyle
  const text = styledFloat(toDouble(number), style, precision ?? 6, alternate)
  return letter === style ? text : text.toUpperCase()
}

function character(value: Value): string {
  const text = asText(value)
  if (text !== undefined && textLength(text) === 1) return text
  const code = asInt(value)
  if (code === undefined) throw new PythonError('TypeError', '%c requires int or char')
  if (code < 0 || code > 0x10ffff) throw new PythonError('OverflowError', '%c arg not in range(0x110000)')
  return String.fromCodePoint(Number(code))
}

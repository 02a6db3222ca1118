import { Tuple } from '../collection/tuple.ts'
import { hexText, intText } from '../number/int-text.ts'
import { asFloat, asInt, isFloat, isNumber } from '../number/kind.ts'
import { type FloatStyle, styledFloat } from '../number/number-text.ts'
import { toDouble, truncate } from '../number/parse.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'
import { characters, textLength } from './code-points.ts'
import { type Conversion, checkSize, type Piece, parsePrintf } from './printf-parse.ts'
import { asciiOnly } from './quote.ts'
import { repr, str } from './repr.ts'
import { asText } from './text.ts'

/** What makes text of an argument: plain text has `str` and `repr`, Markup escapes both. */
export interface Texts {
  str(value: Value): string
  repr(value: Value): string
}

const PLAIN: Texts = { str, repr }

/** A conversion with the numbers that stars stood for. */
interface Settled extends Conversion {
  readonly width: number
  readonly precision: number | undefined
}

/** `template % value`, printf-style: a tuple gives one value a conversion, a mapping named ones. */
export function printf(template: string, value: Value, texts: Texts = PLAIN): string {
  return convert(parsePrintf(template), value, texts)
}

/** A template that is known before its values are, as those that are written in templates mostly are. */
export class Printf {
  readonly #pieces: readonly Piece[]
  /** How many values it takes, where each conversion takes one and nothing is wrong with it. */
  readonly #count: number | undefined

  constructor(template: string) {
    this.#pieces = parsePrintf(template)
    const conversions = this.#pieces.filter((piece) => typeof piece !== 'string')
    this.#count = conversions.every(takesOne) ? conversions.length : undefined
  }

  /** `template % (…)` */
  ofItems(items: readonly Value[]): string {
    if (items.length !== this.#count) return convert(this.#pieces, new Tuple(items), PLAIN)
    let text = ''
    let next = 0
    for (let i = 0; i < this.#pieces.length; i++) {
      const piece = this.#pieces[i]!
      text += typeof piece === 'string' ? piece : written(piece as Settled, items[next++]!)
    }
    return text
  }

  /** `template % value` */
  of(value: Value): string {
    if (this.#count === 1 && !(value instanceof Tuple)) return this.ofItems([value])
    return convert(this.#pieces, value, PLAIN)
  }
}

function takesOne(piece: Piece): boolean {
  if (typeof piece === 'string' || piece instanceof PythonError) return false
  return piece.key === undefined && piece.width !== '*' && piece.precision !== '*'
}

/** As `render`, with the short way for what is asked for most. */
function written(conversion: Settled, value: Value): string {
  const { letter, width, zero, left, sign, precision } = conversion
  const isPlain = precision === undefined && sign === ''
  if (letter === 'd' && typeof value === 'number' && isPlain && Number.isInteger(value)) {
    if (width === 0) return `${value}`
    if (zero && !left && value >= 0) return `${value}`.padStart(width, '0')
  }
  return render(conversion, value, PLAIN)
}

function convert(pieces: readonly Piece[], value: Value, texts: Texts): string {
  const supply = new Supply(value)
  let text = ''
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece
    else if (piece instanceof PythonError) throw new PythonError(piece.type, piece.message)
    else {
      const settled = settle(piece, supply)
      text += render(settled, piece.key === undefined ? supply.take() : supply.named(piece.key), texts)
    }
  }
  supply.finish()
  return text
}

function settle(conversion: Conversion, supply: Supply): Settled {
  const { width, precision } = conversion
  if (width !== '*' && precision !== '*') return conversion as Settled
  const wide = width === '*' ? checkSize(supply.star(), 'width') : width
  const exact = precision === '*' ? Math.max(checkSize(supply.star(), 'precision'), 0) : precision
  return { ...conversion, left: conversion.left || wide < 0, width: Math.abs(wide), precision: exact }
}

/** Hands out the arguments. */
class Supply {
  readonly #value: Value
  #next = 0
  #named = false

  constructor(value: Value) {
    this.#value = value
  }

  named(key: string): Value {
    if (!isMapping(this.#value)) throw new PythonError('TypeError', 'format requires a mapping')
    this.#named = true
    const value = this.#value.getItem(key)
    if (value === undefined) throw new PythonError('KeyError', repr(key))
    return value
  }

  take(): Value {
    const many = this.#value instanceof Tuple ? this.#value.items : undefined
    const count = many?.length ?? 1
    if (this.#next >= count) throw new PythonError('TypeError', 'not enough arguments for format string')
    const value = many ? many[this.#next]! : this.#value
    this.#next++
    return value
  }

  star(): number {
    const number = asInt(this.take())
    if (number === undefined) throw new PythonError('TypeError', '* wants int')
    return Number(number)
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

function render(conversion: Settled, value: Value, texts: Texts): string {
  if (conversion.letter === 's' && conversion.width === 0 && conversion.precision === undefined) {
    return texts.str(value)
  }
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

function cut(conversion: Settled, text: string): string {
  const { precision } = conversion
  return fill(conversion, precision === undefined ? text : characters(text).slice(0, precision).join(''))
}

function fill({ left, width }: Settled, text: string): string {
  if (width === 0) return text
  const missing = width - textLength(text)
  if (missing <= 0) return text
  return left ? text + ' '.repeat(missing) : ' '.repeat(missing) + text
}

const MINUS = 0x2d
const ZEROS = Array.from({ length: 17 }, (_, count) => '0'.repeat(count))

/** `text` begins with `-` if the number is negative. */
function fillNumber(conversion: Settled, text: string): string {
  const negative = text.charCodeAt(0) === MINUS
  if (conversion.isBare && !negative) {
    const missing = conversion.width - text.length
    return missing <= 0 ? text : missing < ZEROS.length ? ZEROS[missing]! + text : '0'.repeat(missing) + text
  }
  const sign = negative ? '-' : conversion.sign
  const digits = negative ? text.slice(1) : text
  if (!conversion.zero || conversion.left) return fill(conversion, sign + digits)
  const prefix = conversion.alternate && /^0[xXo]/.test(digits) ? digits.slice(0, 2) : ''
  const width = conversion.width - sign.length - prefix.length
  return sign + prefix + digits.slice(prefix.length).padStart(width, '0')
}

function integerText({ letter, precision, alternate }: Settled, value: Value): string {
  const decimal = letter === 'd' || letter === 'i' || letter === 'u'
  if (decimal && precision === undefined && typeof value === 'number' && Number.isInteger(value))
    return `${value}`
  let int = asInt(value)
  if (int === undefined && decimal) {
    const number = value instanceof Host ? (value.toNumber() ?? value) : value
    if (isNumber(number)) int = isFloat(number) ? truncate(asFloat(number)!) : asInt(number)
  }
  if (int === undefined) {
    const what = decimal ? 'a real number' : 'an integer'
    throw new PythonError('TypeError', `%${letter} format: ${what} is required, not ${typeName(value)}`)
  }
  const text = decimal ? intText(int) : letter === 'o' ? int.toString(8) : hexText(int)
  if (precision === undefined && !alternate) return letter === 'X' ? text.toUpperCase() : text
  const negative = text.startsWith('-')
  const plain = negative ? text.slice(1) : text
  const digits = precision === undefined ? plain : plain.padStart(precision, '0')
  const marked = alternate && !decimal ? `0${letter === 'o' ? 'o' : 'x'}${digits}` : digits
  return (negative ? '-' : '') + (letter === 'X' ? marked.toUpperCase() : marked)
}

function floatText({ letter, precision, alternate }: Settled, value: Value): string {
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

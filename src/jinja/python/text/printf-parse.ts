import { MAX_PRECISION } from '../number/number-text.ts'
import { PythonError } from '../types.ts'
import { textLength } from './code-points.ts'

/** One conversion: `%(key)-08.3f`. A star stands for a number among the arguments. */
export interface Conversion {
  readonly key: string | undefined
  readonly left: boolean
  readonly sign: '+' | ' ' | ''
  readonly alternate: boolean
  readonly zero: boolean
  readonly width: number | '*'
  readonly precision: number | '*' | undefined
  readonly letter: string
  /** Numbers that are not negative are digits with zeros before them, or as long as they are. */
  readonly isBare: boolean
}

/** Text, a conversion, or what is wrong at this place: raised when all before it has been converted. */
export type Piece = string | Conversion | PythonError

const MAX_WIDTH = 1 << 24
const LETTERS = 'diuoxXeEfFgGcrsa'

const cache = new Map<string, readonly Piece[]>()

/** The pieces of a printf-style template. */
export function parsePrintf(template: string): readonly Piece[] {
  let pieces = cache.get(template)
  if (pieces === undefined) {
    pieces = parse(template)
    if (cache.size > 500) cache.clear()
    cache.set(template, pieces)
  }
  return pieces
}

function parse(template: string): Piece[] {
  const pieces: Piece[] = []
  let position = 0
  for (;;) {
    const at = template.indexOf('%', position)
    if (at < 0) break
    if (at > position) pieces.push(template.slice(position, at))
    try {
      const [piece, end] = readConversion(template, at + 1)
      pieces.push(piece)
      position = end
    } catch (error) {
      pieces.push(error as PythonError)
      return pieces
    }
  }
  if (position < template.length) pieces.push(template.slice(position))
  return pieces
}

const CONVERSION = /([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([\s\S]?)/uy

function readConversion(template: string, start: number): [Piece, number] {
  const [key, from] = readKey(template, start)
  CONVERSION.lastIndex = from
  const [whole, flags, width, precision, letter] = CONVERSION.exec(template) as unknown as Parts
  const end = from + whole.length
  if (letter === '') fail('incomplete format')
  if (letter === '%') return ['%', end]
  if (!LETTERS.includes(letter)) unsupported(letter, textLength(template.slice(0, end - letter.length)))
  const isBare = width === undefined ? flags === '' : flags === '0' && width !== '*'
  return [
    {
      key,
      left: flags.includes('-'),
      sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
      alternate: flags.includes('#'),
      zero: flags.includes('0'),
      width: size(width, 'width') ?? 0,
      precision: precision === '' ? 0 : size(precision, 'precision'),
      letter,
      isBare,
    },
    end,
  ]
}

type Parts = [
  whole: string,
  flags: string,
  width: string | undefined,
  precision: string | undefined,
  letter: string,
]

/** A key in brackets, which may hold brackets itself. */
function readKey(template: string, start: number): [key: string | undefined, end: number] {
  if (template[start] !== '(') return [undefined, start]
  let depth = 1
  for (let i = start + 1; i < template.length; i++) {
    if (template[i] === '(') depth++
    else if (template[i] === ')' && --depth === 0) return [template.slice(start + 1, i), i + 1]
  }
  return fail('incomplete format key')
}

function size(digits: string | undefined, what: string): number | '*' | undefined {
  return digits === undefined || digits === '*' ? digits : checkSize(Number(digits), what)
}

/** Refuses widths and precisions that only fill memory. */
export function checkSize(number: number, what: string): number {
  if (Math.abs(number) > (what === 'precision' ? MAX_PRECISION : MAX_WIDTH)) fail(`${what} too big`)
  return number
}

function unsupported(letter: string, index: number): never {
  const code = letter.codePointAt(0)!
  const shown = code > 31 && code < 127 ? letter : '?'
  return fail(`unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`)
}

function fail(message: string): never {
  throw new PythonError('ValueError', message)
}

import {
  type Callable,
  defineFunction,
  index,
  Namespace,
  PythonError,
  text,
} from '../../../../../jinja/index.ts'
import type { Rng } from '../../../../../kernel/index.ts'
import { ALPHABETS, drawHex, drawText } from './text.ts'

/** What a letter after `%` stands for in `pattern`. */
const CLASSES: Readonly<Record<string, string>> = {
  a: ALPHABETS.letters_lowercase,
  A: ALPHABETS.letters_uppercase,
  l: ALPHABETS.letters,
  d: ALPHABETS.digits,
  n: '123456789',
  h: ALPHABETS.hex,
  H: '0123456789ABCDEF',
  p: ALPHABETS.punctuation,
  w: ALPHABETS.letters + ALPHABETS.digits,
}

/** `module.rand.string`: texts of independent, uniform characters. */
export function stringModule(rng: Rng): Namespace {
  const draws = Object.entries(ALPHABETS).map(([name, alphabet]) => {
    const draw = name === 'hex' ? (size: number) => drawHex(rng, size) : drawText(rng, alphabet)
    return [name, defineFunction(`${name}(size)`, (size) => draw(index(size)))] as const
  })
  return new Namespace('rand.string', { ...Object.fromEntries(draws), pattern: patternFunction(rng) })
}

/** A literal piece, or `count` characters of a class. */
type Piece = string | { readonly draw: (size: number) => string; readonly count: number }

const KNOWN_LIMIT = 1_000

function patternFunction(rng: Rng): Callable {
  const known = new Map<string, readonly Piece[]>()
  return defineFunction('pattern(format_string)', (format) => {
    const source = text(format, 'format_string')
    let pieces = known.get(source)
    if (!pieces) {
      if (known.size >= KNOWN_LIMIT) known.clear()
      pieces = parse(source, rng)
      known.set(source, pieces)
    }
    let out = ''
    for (const piece of pieces) out += typeof piece === 'string' ? piece : piece.draw(piece.count)
    return out
  })
}

function parse(source: string, rng: Rng): Piece[] {
  const fail = (what: string): never => {
    throw new PythonError('ValueError', `${what} in pattern '${source}'`)
  }
  const pieces: Piece[] = []
  let at = 0
  while (at < source.length) {
    const next = source.indexOf('%', at)
    if (next < 0) return [...pieces, source.slice(at)]
    if (next > at) pieces.push(source.slice(at, next))
    const letter = source[next + 1]
    if (letter === undefined) return fail("'%' at the end")
    const alphabet = Object.hasOwn(CLASSES, letter) ? CLASSES[letter]! : ''
    if (alphabet === '' && letter !== '%') return fail(`unknown placeholder '%${letter}'`)
    at = next + 2
    let count = 1
    if (source[at] === '{') {
      const close = source.indexOf('}', at)
      if (close < 0) return fail('unclosed brace')
      const digits = source.slice(at + 1, close)
      if (!/^[0-9]+$/.test(digits)) return fail(`invalid repeat count '{${digits}}'`)
      count = Number(digits)
      at = close + 1
    }
    pieces.push(letter === '%' ? '%'.repeat(count) : { draw: drawText(rng, alphabet), count })
  }
  return pieces
}

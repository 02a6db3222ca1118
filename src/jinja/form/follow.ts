import { flat } from '../python/text/flat.ts'
import type { Place } from './place.ts'

/** A piece of JSON as it is written in the canonical form, and where one is behind it. */
export interface Piece {
  readonly text: string
  readonly place: Place
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORD = /true|false|null/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a string must not hold
const IN_STRING = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y
const BLANKS = /[ \t\n\r]*/y

/**
 * Reads a piece of a JSON text (RFC 8259) that begins at a place, and writes it in the canonical form: no blanks
 * but one behind each comma and each colon, everything else as it was. undefined when it is not JSON, is nested
 * deeper than 64 or ends within a number, a word or an escape, so that what comes next would have to be known.
 */
export function follow(from: Place, text: string): Piece | undefined {
  let place = from
  let at = 0
  let out = ''
  while (at < text.length) {
    if (place.inString) {
      const end = endOf(IN_STRING, text, at)
      out += text.slice(at, end)
      at = end
      if (at === text.length) break
      if (text[at] !== '"') return undefined
      out += '"'
      at++
      place = place.awaits === 'key' ? place.level.colon : place.level.after
      continue
    }
    at = endOf(BLANKS, text, at)
    if (at === text.length) break
    const token = tokenAt(text, at, place)
    if (token === undefined) return undefined
    at += token.length
    out += token.text
    place = token.place
  }
  return { text: flat(out), place }
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  pattern.test(text)
  return Math.max(at, pattern.lastIndex)
}

interface Token extends Piece {
  readonly length: number
}

/** The mark, number or word at that position, or the quote that opens a string. */
function tokenAt(text: string, at: number, { level, awaits, next }: Place): Token | undefined {
  const mark = text[at]!
  const one = (place: Place, written = mark): Token => ({ text: written, place, length: 1 })
  switch (mark) {
    case '"':
      if (awaits === 'name' || awaits === 'open') return one(level.key)
      return next === null ? undefined : one(level.text)
    case '{':
    case '[': {
      const inner = next === null ? undefined : level.inner(mark === '{')
      return inner && one(inner.isObject ? inner.open : inner.first)
    }
    case '}':
    case ']': {
      const empty = level.isObject ? 'open' : 'first'
      const closes = level.outer !== null && level.isObject === (mark === '}')
      return closes && (awaits === 'after' || awaits === empty) ? one(level.outer.after) : undefined
    }
    case ',':
      if (awaits !== 'after' || level.outer === null) return undefined
      return one(level.isObject ? level.name : level.value, ', ')
    case ':':
      return awaits === 'colon' ? one(level.value, ': ') : undefined
    default: {
      if (next === null) return undefined
      const end = endOf(mark === '-' || (mark >= '0' && mark <= '9') ? NUMBER : WORD, text, at)
      return end === at ? undefined : { text: text.slice(at, end), place: next, length: end - at }
    }
  }
}

import { PythonError } from '../../python/types.ts'
import type { Match } from './match.ts'
import type { Pattern } from './pattern.ts'

const PIECE = /\\(?:g<([^>]*)>|([1-9][0-9]?)|(0[0-7]{0,2})|([\s\S])|$)/g
const CONTROL: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** The text that stands for a match: `\1`, `\g<name>` and `\g<1>` are its groups, `\n` and so on characters. */
export function template(source: string, pattern: Pattern): (match: Match) => string {
  if (!source.includes('\\')) return () => source
  const pieces: (string | number)[] = []
  let at = 0
  for (const found of source.matchAll(PIECE)) {
    pieces.push(source.slice(at, found.index), piece(found, pattern))
    at = found.index + found[0].length
  }
  pieces.push(source.slice(at))
  return (match) => pieces.map((p) => (typeof p === 'string' ? p : (match.textOf(p) ?? ''))).join('')
}

function piece(found: RegExpMatchArray, pattern: Pattern): string | number {
  const [, name, number, octal, letter] = found
  if (name !== undefined) return reference(name, pattern)
  if (number !== undefined) return reference(number, pattern)
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
  if (letter === undefined) throw new PythonError('error', 'bad escape (end of pattern)')
  if (Object.hasOwn(CONTROL, letter)) return CONTROL[letter]!
  if (letter === '\\') return letter
  if (/[a-zA-Z]/.test(letter)) throw new PythonError('error', `bad escape \\${letter}`)
  return `\\${letter}`
}

function reference(key: string, pattern: Pattern): number {
  const { names, groups } = pattern.translated
  const named = names.get(key)
  if (named !== undefined) return named
  if (!/^\d+$/.test(key)) throw new PythonError('IndexError', `unknown group name '${key}'`)
  if (Number(key) > groups) throw new PythonError('error', `invalid group reference ${key}`)
  return Number(key)
}

import type { Source } from './source.ts'

type Piece = (source: Source) => string

const KNOWN: Readonly<Record<string, Piece>> = {
  'person.firstName': (s) => s.pick(s.firstNames),
  'person.lastName': (s) => s.pick(s.lastNames),
  'person.last_name.generic': (s) => s.pick(s.lastNames),
  'person.first_name.generic': (s) => s.pick(s.firstNames),
}

/**
 * A pattern of the faker library as a function. What it names most is drawn straight from the lists; a plain
 * list of its definitions (`location.city_prefix`) too; the rest goes through the library itself.
 */
export function compilePattern(pattern: string, source: Source): () => string {
  const pieces = pattern
    .split(/(\{\{[^}]*\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{{') ? compilePiece(piece, source) : () => piece))
  const [only] = pieces
  if (pieces.length === 1 && only) return only
  return () => {
    let out = ''
    for (const piece of pieces) out += piece()
    return out
  }
}

function compilePiece(piece: string, source: Source): () => string {
  const name = piece.slice(2, -2).trim()
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined
  if (known) return () => known(source)
  const list = definition(name, source)
  return list ? () => source.pick(list) : () => source.faker.helpers.fake(piece)
}

function definition(name: string, source: Source): readonly string[] | undefined {
  let at: unknown = source.faker.rawDefinitions
  for (const part of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[part]
  }
  const isPlain =
    Array.isArray(at) && at.length > 0 && at.every((one) => typeof one === 'string' && !one.includes('{{'))
  return isPlain ? (at as readonly string[]) : undefined
}

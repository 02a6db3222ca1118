import { fromHost, type Value } from '../../../../jinja/index.ts'
import { Float, isMapping } from '../../../../kernel/index.ts'
import { type Table, TableError, tableOfLists, tableOfMappings } from './table.ts'

/** The table of a JSON text: an array of objects, matched by name, or of arrays of equal length. */
export function jsonTable(text: string): Table {
  const found = parseJson(text)
  if (!Array.isArray(found)) throw new TableError('expected an array of objects or of arrays')
  if (found.every(isMapping)) return tableOfMappings(found, fromHost)
  if (found.every((row): row is unknown[] => Array.isArray(row))) {
    return tableOfLists(found.map((row): Value[] => row.map((cell) => fromHost(cell))))
  }
  const odd = found.findIndex((row) => !isMapping(row) && !Array.isArray(row))
  throw new TableError(
    odd < 0 ? 'objects and arrays are mixed' : `row ${odd + 1} is neither an object nor an array`,
    odd < 0 ? undefined : 'for a list of plain values use a sample of type items, or write [value] for each',
  )
}

/** Strings are matched too, so that what looks like a number inside one is passed over. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** JSON with Python's numbers: `1.0` stays a float, and an int keeps all its digits. */
function parseJson(text: string): unknown {
  let plain: unknown
  try {
    plain = JSON.parse(text)
  } catch (error) {
    throw new TableError(`not JSON: ${(error as Error).message}`)
  }
  const special: (Float | bigint)[] = []
  // A string that the text does not hold marks the place of a number that JSON.parse would flatten.
  let mark = '#'
  while (text.includes(mark)) mark += '#'
  const marked = text.replace(TOKENS, (token) => {
    const value = token.startsWith('"') ? undefined : specialNumber(token)
    return value === undefined ? token : `"${mark}${special.push(value) - 1}"`
  })
  if (special.length === 0) return plain
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? special[Number(value.slice(mark.length))] : value,
  )
}

/** The value of a number that a plain JavaScript number cannot stand for; undefined for the others. */
function specialNumber(token: string): Float | bigint | undefined {
  const value = Number(token)
  if (!Number.isInteger(value)) return undefined
  if (/[.eE]/.test(token)) return new Float(value)
  return Number.isSafeInteger(value) ? undefined : BigInt(token)
}

import { Dict } from '../collection/dict.ts'
import { typeName } from '../type-name.ts'
import { Host, PythonError, type Value } from '../types.ts'
import { textLength } from './code-points.ts'
import { asText } from './text.ts'

/** `text.translate(table)`: the table maps code points to code points, texts or None. */
export function translate(text: string, table: Value): string {
  let result = ''
  for (const character of text) {
    const code = character.codePointAt(0)!
    const mapped = lookup(table, code)
    if (mapped === undefined) result += character
    else if (mapped !== null) result += characterOf(mapped)
  }
  return result
}

function lookup(table: Value, code: number): Value | undefined {
  if (table instanceof Host) return table.getItem(code)
  if (Array.isArray(table)) return table[code]
  if (typeof table === 'string') return table[code]
  throw new PythonError('TypeError', `'${typeName(table)}' object is not subscriptable`)
}

function characterOf(mapped: Value): string {
  const text = asText(mapped)
  if (text !== undefined) return text
  if (typeof mapped !== 'number' || !Number.isInteger(mapped)) {
    throw new PythonError('TypeError', 'character mapping must return integer, None or str')
  }
  if (mapped < 0 || mapped > 0x10ffff) {
    throw new PythonError('ValueError', 'character mapping must be in range(0x110000)')
  }
  return String.fromCodePoint(mapped)
}

/** `str.maketrans(x, y, z)`. */
export function makeTable(x: Value, y: Value | undefined, z: Value | undefined): Dict {
  const table = new Dict()
  if (y === undefined) {
    if (!(x instanceof Dict)) {
      throw new PythonError('TypeError', 'if you give only one argument to maketrans it must be a dict')
    }
    for (const [key, value] of x.entries()) table.set(codeOf(key), value)
    return table
  }
  const from = asText(x)
  const to = asText(y)
  if (from === undefined || to === undefined) {
    throw new PythonError('TypeError', 'maketrans() argument 2 must be str')
  }
  if (textLength(from) !== textLength(to)) {
    throw new PythonError('ValueError', 'the first two maketrans arguments must have equal length')
  }
  const targets = Array.from(to)
  Array.from(from).forEach((character, i) => {
    table.set(character.codePointAt(0)!, targets[i]!.codePointAt(0)!)
  })
  for (const character of (z === undefined ? '' : asText(z)) ?? '') table.set(character.codePointAt(0)!, null)
  return table
}

function codeOf(key: Value): Value {
  const text = asText(key)
  if (text === undefined) return key
  if (textLength(text) !== 1) {
    throw new PythonError('ValueError', 'string keys in translate table must be of length 1')
  }
  return text.codePointAt(0)!
}

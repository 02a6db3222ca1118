import { narrow } from '../../kernel/index.ts'
import { Dict } from './collection/dict.ts'
import { sorted } from './collection/sort.ts'
import { Tuple } from './collection/tuple.ts'
import { isFloat } from './number/kind.ts'
import { plainTest } from './text/plain.ts'
import { repr } from './text/repr.ts'
import { asText } from './text/text.ts'
import { typeName } from './type-name.ts'
import { PythonError, type Value } from './types.ts'

/** How `json.dumps` writes. */
export interface JsonStyle {
  /** Escapes everything beyond printable ASCII. */
  readonly ascii: boolean
  /** Escapes also what means something in HTML: `<`, `>`, `&` and `'`. */
  readonly html: boolean
  readonly allowNan: boolean
  /** Leaves keys out that JSON cannot have, instead of raising. */
  readonly skipKeys: boolean
  readonly sortKeys: boolean
  /** The text of one level of indentation; undefined writes a single line. */
  readonly indent: string | undefined
  readonly itemSeparator: string
  readonly keySeparator: string
  /** What to write for a value that JSON has no form for; undefined raises TypeError. */
  readonly fallback?: (value: Value) => Value
}

const isPlain = plainTest('"\\')
/** A text that JSON writes as it is, also where it is to stand in HTML. */
export const isHarmless = plainTest('"\\<>&\'')
const NOT_PLAIN = /[^ !#-[\]-~]/g
const NOT_HARMLESS = /[^ !#-%(-;=?-[\]-~]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON escapes
const CONTROL = /["\\\u0000-\u001f]/g
const ESCAPES = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
])

const ASCII_ESCAPES = Array.from({ length: 0x80 }, (_, unit) => escapeUnit(String.fromCharCode(unit)))

function escapeUnit(unit: string): string {
  return ESCAPES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A text as JSON. */
function jsonString(text: string, style: JsonStyle): string {
  if (style.html) return htmlText(text)
  if (isPlain(text)) return `"${text}"`
  return style.ascii
    ? `"${narrow(text.replace(NOT_PLAIN, escapeUnit))}"`
    : `"${text.replace(CONTROL, escapeUnit)}"`
}

/** A text as JSON in ASCII that may stand in HTML. */
export function htmlText(text: string): string {
  return isHarmless(text) ? `"${text}"` : htmlString(text)
}

/** From one unit that is escaped to the next. */
function htmlString(text: string): string {
  let out = '"'
  let from = 0
  let wide = false
  NOT_HARMLESS.lastIndex = 0
  while (NOT_HARMLESS.test(text)) {
    const at = NOT_HARMLESS.lastIndex - 1
    const unit = text.charCodeAt(at)
    out += text.slice(from, at) + (unit < 0x80 ? ASCII_ESCAPES[unit]! : escapeUnit(text[at]!))
    from = at + 1
    wide ||= unit > 0xff
  }
  out += `${text.slice(from)}"`
  return wide ? narrow(out) : out
}

/** `json.dumps(value)`. TypeError for what JSON has no form for, ValueError for a value that contains itself. */
export function jsonText(value: Value, style: JsonStyle): string {
  return scalar(value, style) ?? nested(value, style, '\n', [])
}

function write(value: Value, style: JsonStyle, line: string, parents: Value[]): string {
  return scalar(value, style) ?? nested(value, style, line, parents)
}

/** `line` is what starts a line at this depth. */
function nested(value: Value, style: JsonStyle, line: string, parents: Value[]): string {
  if (parents.includes(value)) throw new PythonError('ValueError', 'Circular reference detected')
  parents.push(value)
  const inner = style.indent === undefined ? line : line + style.indent
  const text = container(value, style, line, inner, parents)
  parents.pop()
  return text
}

function scalar(value: Value, style: JsonStyle): string | undefined {
  if (typeof value === 'string') return jsonString(value, style)
  if (typeof value === 'number' && Number.isInteger(value)) return `${value}`
  if (value === null) return 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'bigint') return repr(value)
  if (typeof value === 'number' || isFloat(value)) return numberText(value, style)
  const text = asText(value)
  return text === undefined ? undefined : jsonString(text, style)
}

function numberText(value: Value, style: JsonStyle): string {
  const double = Number(value)
  if (Number.isFinite(double)) return repr(value)
  if (!style.allowNan) throw new PythonError('ValueError', 'Out of range float values are not JSON compliant')
  return Number.isNaN(double) ? 'NaN' : double > 0 ? 'Infinity' : '-Infinity'
}

function container(value: Value, style: JsonStyle, line: string, inner: string, parents: Value[]): string {
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined
  if (items !== undefined) {
    let written = ''
    for (let i = 0; i < items.length; i++) {
      if (i > 0) written += separator(style, inner)
      written += write(items[i]!, style, inner, parents)
    }
    return wrap('[', written, ']', style, line, inner)
  }
  if (value instanceof Dict) return wrap('{', members(value, style, inner, parents), '}', style, line, inner)
  if (style.fallback !== undefined) return write(style.fallback(value), style, line, parents)
  throw new PythonError('TypeError', `Object of type ${shortName(value)} is not JSON serializable`)
}

function members(dict: Dict, style: JsonStyle, inner: string, parents: Value[]): string {
  let written = ''
  const keys = style.sortKeys ? sorted(dict.keys()) : dict.keys()
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    const name = keyText(key, style)
    if (name === undefined) continue
    if (written !== '') written += separator(style, inner)
    written += jsonString(name, style) + style.keySeparator + write(dict.get(key)!, style, inner, parents)
  }
  return written
}

function separator(style: JsonStyle, inner: string): string {
  return style.indent === undefined ? style.itemSeparator : style.itemSeparator + inner
}

function keyText(key: Value, style: JsonStyle): string | undefined {
  const text = asText(key)
  if (text !== undefined) return text
  const plain = scalar(key, style)
  if (plain !== undefined || style.skipKeys) return plain
  throw new PythonError('TypeError', `keys must be str, int, float, bool or None, not ${shortName(key)}`)
}

function shortName(value: Value): string {
  const name = typeName(value)
  return name.slice(name.lastIndexOf('.') + 1)
}

function wrap(
  open: string,
  written: string,
  close: string,
  style: JsonStyle,
  line: string,
  inner: string,
): string {
  if (written === '' || style.indent === undefined) return open + written + close
  return open + inner + written + line + close
}

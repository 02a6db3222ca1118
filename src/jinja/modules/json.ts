import { call } from '../python/call.ts'
import { Markup } from '../python/markup.ts'
import { isFloat, isInt } from '../python/number/kind.ts'
import {
  Dict,
  defineFunction,
  PythonError,
  repr,
  sorted,
  Tuple,
  truth,
  typeName,
  type Value,
} from '../python/ops.ts'
import { parseJson } from './json-parse.ts'
import { Namespace } from './native.ts'
import { real, text } from './read.ts'

interface Style {
  readonly ascii: boolean
  readonly allowNan: boolean
  readonly skipKeys: boolean
  readonly sortKeys: boolean
  /** The text of one level of indentation; undefined writes a single line. */
  readonly indent: string | undefined
  readonly itemSeparator: string
  readonly keySeparator: string
  readonly fallback: Value
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
}

function escapeCharacter(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function quote(value: string, ascii: boolean): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON escapes
  return `"${value.replace(ascii ? /[^ !#-[\]-~]/g : /["\\\u0000-\u001f]/g, escapeCharacter)}"`
}

function number(value: Value, style: Style): string {
  const double = real(value)
  if (Number.isFinite(double)) return repr(value)
  if (!style.allowNan) throw new PythonError('ValueError', 'Out of range float values are not JSON compliant')
  return Number.isNaN(double) ? 'NaN' : double > 0 ? 'Infinity' : '-Infinity'
}

/** A scalar's JSON text; undefined for everything else. */
function scalar(value: Value, style: Style): string | undefined {
  if (typeof value === 'string') return quote(value, style.ascii)
  if (value === null) return 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (isInt(value) || isFloat(value)) return number(value, style)
  return value instanceof Markup ? quote(value.toText(), style.ascii) : undefined
}

function write(value: Value, style: Style, margin: string, parents: readonly Value[]): string {
  const plain = scalar(value, style)
  if (plain !== undefined) return plain
  if (parents.includes(value)) throw new PythonError('ValueError', 'Circular reference detected')
  const inside = [...parents, value]
  const inner = style.indent === undefined ? '' : margin + style.indent
  if (Array.isArray(value)) return wrap('[]', items(value, style, inner, inside), style, margin)
  if (value instanceof Tuple) return wrap('[]', items(value.items, style, inner, inside), style, margin)
  if (value instanceof Dict) return wrap('{}', members(value, style, inner, inside), style, margin)
  if (style.fallback !== null) return write(call(style.fallback, [value]), style, margin, inside)
  throw new PythonError('TypeError', `Object of type ${typeName(value)} is not JSON serializable`)
}

function items(values: readonly Value[], style: Style, margin: string, parents: readonly Value[]): string[] {
  return values.map((item) => write(item, style, margin, parents))
}

function members(dict: Dict, style: Style, margin: string, parents: readonly Value[]): string[] {
  const keys = style.sortKeys ? sorted(dict.keys()) : dict.keys()
  const out: string[] = []
  for (const key of keys) {
    const name = keyText(key, style)
    if (name === undefined) continue
    const value = write(dict.get(key)!, style, margin, parents)
    out.push(quote(name, style.ascii) + style.keySeparator + value)
  }
  return out
}

function keyText(key: Value, style: Style): string | undefined {
  if (typeof key === 'string') return key
  const plain = key instanceof Markup ? key.toText() : scalar(key, style)
  if (plain !== undefined || style.skipKeys) return plain
  throw new PythonError('TypeError', `keys must be str, int, float, bool or None, not ${typeName(key)}`)
}

function wrap(brackets: string, parts: readonly string[], style: Style, margin: string): string {
  const [open, close] = brackets
  if (parts.length === 0) return brackets
  if (style.indent === undefined) return open + parts.join(style.itemSeparator) + close
  const line = `\n${margin}${style.indent}`
  return `${open}${line}${parts.join(style.itemSeparator + line)}\n${margin}${close}`
}

function dumps(
  value: Value,
  skipKeys: Value = false,
  ascii: Value = true,
  _checkCircular: Value = true,
  allowNan: Value = true,
  _encoder: Value = null,
  indent: Value = null,
  separators: Value = null,
  fallback: Value = null,
  sortKeys: Value = false,
): string {
  const [itemSeparator, keySeparator] =
    separators === null ? [indent === null ? ', ' : ',', ': '] : pair(separators)
  return write(
    value,
    {
      ascii: truth(ascii),
      allowNan: truth(allowNan),
      skipKeys: truth(skipKeys),
      sortKeys: truth(sortKeys),
      indent:
        indent === null
          ? undefined
          : typeof indent === 'string'
            ? indent
            : ' '.repeat(Math.max(0, real(indent))),
      itemSeparator,
      keySeparator,
      fallback,
    },
    '',
    [],
  )
}

function pair(separators: Value): [string, string] {
  const parts = separators instanceof Tuple ? separators.items : Array.isArray(separators) ? separators : []
  if (parts.length !== 2) throw new PythonError('ValueError', 'separators must be two strings: (item, key)')
  return [text(parts[0]!), text(parts[1]!)]
}

/** Python's `json`. */
export const jsonModule = new Namespace('json', {
  dumps: defineFunction(
    'dumps(obj, *, skipkeys?, ensure_ascii?, check_circular?, allow_nan?, cls?, indent?, separators?, default?, sort_keys?)',
    dumps,
  ),
  loads: defineFunction(
    'loads(s, *, cls?, object_hook?, parse_float?, parse_int?, parse_constant?, object_pairs_hook?)',
    (source, _decoder, hook = null, toFloat = null, toInt = null, toConstant = null, pairsHook = null) =>
      parseJson(source, { hook, toFloat, toInt, toConstant, pairsHook }),
  ),
})

import { callMethod, slice } from '../python/access.ts'
import { splitKeywords } from '../python/arguments.ts'
import { add, mod, mul } from '../python/arithmetic.ts'
import { needMethod } from '../python/attribute.ts'
import { Dict } from '../python/collection/dict.ts'
import { length, toArray } from '../python/collection/iterate.ts'
import { Tuple } from '../python/collection/tuple.ts'
import { escapeValue, Markup, softText } from '../python/markup.ts'
import { needInt } from '../python/number/index-value.ts'
import type { Runtime } from '../python/runtime.ts'
import { SPACE } from '../python/text/character.ts'
import { stripTags } from '../python/text/html.ts'
import { replace } from '../python/text/methods.ts'
import { printf } from '../python/text/printf.ts'
import { str, truth } from '../python/text/repr.ts'
import { hasRareBreak } from '../python/text/split.ts'
import { asText } from '../python/text/text.ts'
import { type Kwargs, PythonError, type Value } from '../python/types.ts'
import { type FilterTable, filter } from './define.ts'

/** A method of `str` on the value as text; Markup stays Markup. */
function method(name: string, ...args: Value[]): (rt: Runtime, value: Value) => Value {
  return (_, value) => callMethod(softText(value), name, args)
}

export const TEXT_FILTERS: FilterTable = {
  capitalize: filter('do_capitalize(s)', method('capitalize')),
  center: filter('do_center(value, width?)', (_, value, width = 80) =>
    callMethod(softText(value), 'center', [width]),
  ),
  format,
  indent: filter('do_indent(s, width?, first?, blank?)', indent),
  lower: filter('do_lower(s)', (_, value) => {
    return typeof value === 'string' ? value.toLowerCase() : callMethod(softText(value), 'lower', [])
  }),
  replace: filter('do_replace(eval_ctx, s, old, new, count?)', replaceFilter, 2),
  string: filter('soft_str(s)', (_, value) => softText(value)),
  striptags: filter('do_striptags(value)', (_, value) => stripTags(str(value))),
  title: filter('do_title(s)', (_, value) => titleWords(str(value))),
  trim: filter('do_trim(value, chars?)', (_, value, chars = null) =>
    callMethod(softText(value), 'strip', [chars]),
  ),
  truncate: filter('do_truncate(env, s, length?, killwords?, end?, leeway?)', truncate, 2),
  upper: filter('do_upper(s)', (_, value) => {
    return typeof value === 'string' ? value.toUpperCase() : callMethod(softText(value), 'upper', [])
  }),
  wordcount: filter('do_wordcount(s)', (_, value) => str(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0),
}

function format(_rt: Runtime, value: Value, ...args: (Value | Kwargs)[]): Value {
  const [positional, keywords] = splitKeywords(args)
  if (positional.length > 0 && keywords.size > 0) {
    throw new PythonError(
      'FilterArgumentError',
      "can't handle positional and keyword arguments at the same time",
    )
  }
  const values = keywords.size > 0 ? new Dict(keywords) : new Tuple(positional)
  return typeof value === 'string' ? printf(value, values) : mod(softText(value), values)
}

function replaceFilter(
  rt: Runtime,
  value: Value,
  old: Value,
  replacement: Value,
  count: Value = null,
): Value {
  const most = count ?? -1
  if (!rt.autoescape) return replace(str(value), str(old), str(replacement), needInt(most))
  const escaped = isSafe(old) || (isSafe(replacement) && !isSafe(value))
  const text = escaped ? escapeValue(value) : softText(value)
  return callMethod(text, 'replace', [softText(old), softText(replacement), most])
}

function isSafe(value: Value): boolean {
  return value instanceof Markup
}

const WORD_START = new RegExp(`([-${SPACE}({[<]+)`, 'u')

/** A word begins at the start, after white space and after opening brackets; the rest of it is lowered. */
function titleWords(text: string): string {
  return text
    .split(WORD_START)
    .map((part) => {
      const first = String.fromCodePoint(part.codePointAt(0) ?? 32)
      return part === '' ? '' : first.toUpperCase() + part.slice(first.length).toLowerCase()
    })
    .join('')
}

function indent(
  _rt: Runtime,
  value: Value,
  width: Value = 4,
  first: Value = false,
  blank: Value = false,
): Value {
  if (typeof value === 'string' && first === false && blank === false) {
    const margin = typeof width === 'number' ? BLANKS[width] : width
    if (typeof margin === 'string' && isEven(value, margin)) return value.replace(/\n/g, `\n${margin}`)
  }
  const safe = value instanceof Markup
  const wrap = (text: string): Value => (safe ? new Markup(text) : text)
  const newline = wrap('\n')
  const margin = asText(width) === undefined ? mul(' ', width) : width
  const indention = safe ? new Markup(str(margin)) : margin
  const text = Array.isArray(value) ? value : add(value, newline)
  const lines = toArray(needMethod(text, 'splitlines')([]))
  let result: Value
  if (truth(blank)) result = callMethod(add(newline, indention), 'join', [lines])
  else {
    const [head, ...rest] = lines
    const indented = rest.map((line) => (truth(line) ? add(indention, line) : line))
    result = rest.length === 0 ? head! : add(add(head!, newline), callMethod(newline, 'join', [indented]))
  }
  return truth(first) ? add(indention, result) : result
}

const BLANKS = Array.from({ length: 33 }, (_, width) => ' '.repeat(width))

/** Are all lines of the text to be indented alike, whose ends are all `\n`, by what `replace` takes as it is? */
function isEven(text: string, margin: string): boolean {
  if (margin.includes('$') || text.includes('\n\n') || text.endsWith('\n')) return false
  return !hasRareBreak(text)
}

function truncate(
  rt: Runtime,
  value: Value,
  limit: Value = 255,
  killWords: Value = false,
  end: Value = '...',
  leeway: Value = null,
): Value {
  const most = needInt(limit)
  const spare = leeway === null ? rt.policies.truncateLeeway : needInt(leeway)
  const mark = length(end)
  if (most < mark) throw new PythonError('AssertionError', `expected length >= ${mark}, got ${most}`)
  if (spare < 0) throw new PythonError('AssertionError', `expected leeway >= 0, got ${spare}`)
  if (length(value) <= most + spare) return value
  const cut = slice(value, null, most - mark, null)
  if (truth(killWords)) return add(cut, end)
  return add(toArray(callMethod(cut, 'rsplit', [' ', 1]))[0]!, end)
}

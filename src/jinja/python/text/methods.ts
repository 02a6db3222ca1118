import { defineMethods } from '../arguments.ts'
import { toArray } from '../collection/iterate.ts'
import { Tuple } from '../collection/tuple.ts'
import { needInt } from '../number/index-value.ts'
import { typeName } from '../type-name.ts'
import { type Methods, PythonError, type Value } from '../types.ts'
import * as character from './character.ts'
import { textLength } from './code-points.ts'
import { center, expandTabs, pad, zeroFill } from './pad.ts'
import { isPrintable } from './quote.ts'
import { SEARCH_METHODS } from './search.ts'
import {
  splitAt,
  splitAtFromEnd,
  splitLines,
  splitWords,
  splitWordsFromEnd,
  trimEnd,
  trimStart,
} from './split.ts'
import { asText, needText } from './text.ts'
import { makeTable, translate } from './translate.ts'

/** The methods of `str` but for those that need more than text: `encode`, `format` and `format_map`. */
export const TEXT_METHODS: Methods<string> = new Map([
  ...SEARCH_METHODS,
  ...defineMethods<string>('str', {
    'lower()': (text) => text.toLowerCase(),
    'upper()': (text) => text.toUpperCase(),
    'capitalize()': character.capitalize,
    'title()': character.title,
    'swapcase()': character.swapcase,
    'casefold()': character.casefold,
    'isalpha()': character.isAlpha,
    'isalnum()': character.isAlnum,
    'isdecimal()': character.isDecimal,
    'isdigit()': character.isDigit,
    'isnumeric()': character.isNumeric,
    'isspace()': character.isSpace,
    'islower()': character.isLower,
    'isupper()': character.isUpper,
    'istitle()': character.isTitle,
    'isidentifier()': character.isIdentifier,
    'isprintable()': isPrintable,
    'isascii()': (text) => /^[\0-\x7f]*$/.test(text),
    'strip(chars?, /)': (text, chars = null) => strip('strip', text, chars, true, true),
    'lstrip(chars?, /)': (text, chars = null) => strip('lstrip', text, chars, true, false),
    'rstrip(chars?, /)': (text, chars = null) => strip('rstrip', text, chars, false, true),
    'split(sep?, maxsplit?)': (text, sep = null, most = -1) => {
      if (sep === null) return splitWords(text, needInt(most))
      const count = needInt(most)
      return splitAt(text, needSeparator(sep), count)
    },
    'rsplit(sep?, maxsplit?)': (text, sep = null, most = -1) => {
      if (sep === null) return splitWordsFromEnd(text, needInt(most))
      const count = needInt(most)
      return splitAtFromEnd(text, needSeparator(sep), count)
    },
    'splitlines(keepends?)': (text, keepEnds = false) => splitLines(text, needInt(keepEnds) !== 0),
    'partition(sep, /)': (text, sep) => {
      const separator = needPartition(sep)
      const at = text.indexOf(separator)
      if (at < 0) return new Tuple([text, '', ''])
      return new Tuple([text.slice(0, at), separator, text.slice(at + separator.length)])
    },
    'rpartition(sep, /)': (text, sep) => {
      const separator = needPartition(sep)
      const at = text.lastIndexOf(separator)
      if (at < 0) return new Tuple(['', '', text])
      return new Tuple([text.slice(0, at), separator, text.slice(at + separator.length)])
    },
    'join(iterable, /)': (text, items) => join(text, items),
    'replace(old, new, count?, /)': (text, old, replacement, count = -1) =>
      replace(
        text,
        needText(old, 'replace() argument 1'),
        needText(replacement, 'replace() argument 2'),
        needInt(count),
      ),
    'removeprefix(prefix, /)': (text, prefix) => {
      const cut = needText(prefix, 'removeprefix() argument')
      return text.startsWith(cut) ? text.slice(cut.length) : text
    },
    'removesuffix(suffix, /)': (text, suffix) => {
      const cut = needText(suffix, 'removesuffix() argument')
      return cut !== '' && text.endsWith(cut) ? text.slice(0, -cut.length) : text
    },
    'center(width, fillchar?, /)': (text, width, fill = ' ') => center(text, needInt(width), needFill(fill)),
    'ljust(width, fillchar?, /)': (text, width, fill = ' ') =>
      pad(text, needInt(width), needFill(fill), 'right'),
    'rjust(width, fillchar?, /)': (text, width, fill = ' ') =>
      pad(text, needInt(width), needFill(fill), 'left'),
    'zfill(width, /)': (text, width) => zeroFill(text, needInt(width)),
    'expandtabs(tabsize?)': (text, size = 8) => expandTabs(text, needInt(size)),
    'translate(table, /)': translate,
    'maketrans(x, y?, z?, /)': (_, x, y, z) => makeTable(x, y, z),
  }),
])

function strip(name: string, text: string, chars: Value, left: boolean, right: boolean): string {
  if (chars === null) return left ? trimStart(right ? trimEnd(text) : text) : trimEnd(text)
  const given = asText(chars)
  if (given === undefined) throw new PythonError('TypeError', `${name} arg must be None or str`)
  const set = new Set(given)
  const letters = Array.from(text)
  let start = 0
  let end = letters.length
  while (left && start < end && set.has(letters[start]!)) start++
  while (right && end > start && set.has(letters[end - 1]!)) end--
  return letters.slice(start, end).join('')
}

function needSeparator(sep: Value): string {
  const text = asText(sep)
  if (text === undefined) throw new PythonError('TypeError', `must be str or None, not ${typeName(sep)}`)
  if (text === '') throw new PythonError('ValueError', 'empty separator')
  return text
}

function needPartition(sep: Value): string {
  const text = asText(sep)
  if (text === undefined) throw new PythonError('TypeError', `must be str, not ${typeName(sep)}`)
  if (text === '') throw new PythonError('ValueError', 'empty separator')
  return text
}

function needFill(fill: Value): string {
  const text = asText(fill)
  if (text === undefined) {
    throw new PythonError(
      'TypeError',
      `The fill character must be a unicode character, not ${typeName(fill)}`,
    )
  }
  if (textLength(text) !== 1) {
    throw new PythonError('TypeError', 'The fill character must be exactly one character long')
  }
  return text
}

/** `separator.join(items)`. */
function join(separator: string, items: Value): string {
  let texts: Value[]
  try {
    texts = toArray(items)
  } catch (error) {
    if (!(error instanceof PythonError && error.type === 'TypeError')) throw error
    throw new PythonError('TypeError', 'can only join an iterable')
  }
  const parts = texts.map((item, i) => {
    const text = asText(item)
    if (text !== undefined) return text
    throw new PythonError('TypeError', `sequence item ${i}: expected str instance, ${typeName(item)} found`)
  })
  return parts.join(separator)
}

/** `text.replace(old, replacement, count)`; all if count is negative. */
export function replace(text: string, old: string, replacement: string, count = -1): string {
  if (count < 0 && old !== '') {
    // In a short text a loop is done before replaceAll has begun.
    let made = ''
    let from = 0
    for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
      made += text.slice(from, at) + replacement
      from = at + old.length
    }
    return from === 0 ? text : made + text.slice(from)
  }
  if (count === 0) return text
  const parts = old === '' ? ['', ...Array.from(text), ''] : text.split(old)
  if (count < 0 || parts.length <= count + 1) return parts.join(replacement)
  const rest = parts.slice(count)
  return [...parts.slice(0, count), rest.join(old)].join(replacement)
}

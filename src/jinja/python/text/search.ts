import { defineMethods } from '../arguments.ts'
import { sliceIndex } from '../collection/slice.ts'
import { Tuple } from '../collection/tuple.ts'
import { typeName } from '../type-name.ts'
import { type Methods, PythonError, type Value } from '../types.ts'
import { textLength, toCodePoints, toUnits } from './code-points.ts'
import { asText } from './text.ts'

/** Methods of `str` that look for something in it. */
export const SEARCH_METHODS: Methods<string> = defineMethods<string>('str', {
  'find(sub, start?, end?, /)': (text, sub, start = null, end = null) => find(text, sub, start, end, false),
  'rfind(sub, start?, end?, /)': (text, sub, start = null, end = null) => find(text, sub, start, end, true),
  'index(sub, start?, end?, /)': (text, sub, start = null, end = null) =>
    found(find(text, sub, start, end, false)),
  'rindex(sub, start?, end?, /)': (text, sub, start = null, end = null) =>
    found(find(text, sub, start, end, true)),
  'count(sub, start?, end?, /)': (text, sub, start = null, end = null) => {
    const part = needSub(sub)
    const window = cut(text, start, end)
    if (window === undefined) return 0
    return part === '' ? textLength(window.text) + 1 : window.text.split(part).length - 1
  },
  'startswith(prefix, start?, end?, /)': (text, prefix, start = null, end = null) =>
    anyAffix('startswith', text, prefix, start, end),
  'endswith(suffix, start?, end?, /)': (text, suffix, start = null, end = null) =>
    anyAffix('endswith', text, suffix, start, end),
})

/** The part of a text between two bounds and how many UTF-16 units stand before it. */
interface Window {
  readonly text: string
  readonly offset: number
}

/** Undefined when the start lies beyond the end of the text, where not even '' is found. */
function cut(text: string, start: Value, end: Value): Window | undefined {
  if (start === null && end === null) return { text, offset: 0 }
  const length = textLength(text)
  const from = bound(start, length, 0)
  const to = Math.min(bound(end, length, length), length)
  if (from > to) return undefined
  const offset = toUnits(text, from)
  return { text: text.slice(offset, toUnits(text, to)), offset }
}

/** A bound that counts from the end if it is negative; one beyond the end stays there. */
function bound(value: Value, length: number, missing: number): number {
  if (value === null) return missing
  const index = sliceIndex(value)
  return index < 0 ? Math.max(index + length, 0) : index
}

function find(text: string, sub: Value, start: Value, end: Value, last: boolean): number {
  const part = needSub(sub)
  const window = cut(text, start, end)
  if (window === undefined) return -1
  const at = last ? window.text.lastIndexOf(part) : window.text.indexOf(part)
  return at < 0 ? -1 : toCodePoints(text, at + window.offset)
}

function found(at: number): number {
  if (at < 0) throw new PythonError('ValueError', 'substring not found')
  return at
}

function needSub(sub: Value): string {
  const text = asText(sub)
  if (text === undefined) throw new PythonError('TypeError', `must be str, not ${typeName(sub)}`)
  return text
}

function anyAffix(
  name: 'startswith' | 'endswith',
  text: string,
  affix: Value,
  start: Value,
  end: Value,
): boolean {
  const window = cut(text, start, end)
  const matches = (part: string): boolean => {
    if (window === undefined) return false
    return name === 'startswith' ? window.text.startsWith(part) : window.text.endsWith(part)
  }
  const one = asText(affix)
  if (one !== undefined) return matches(one)
  if (!(affix instanceof Tuple)) {
    throw new PythonError(
      'TypeError',
      `${name} first arg must be str or a tuple of str, not ${typeName(affix)}`,
    )
  }
  return affix.items.some((item) => {
    const part = asText(item)
    if (part !== undefined) return matches(part)
    throw new PythonError('TypeError', `tuple for ${name} must only contain str, not ${typeName(item)}`)
  })
}

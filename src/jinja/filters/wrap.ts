import { needMethod } from '../python/attribute.ts'
import { toArray } from '../python/collection/iterate.ts'
import { needInt } from '../python/number/index-value.ts'
import type { Runtime } from '../python/runtime.ts'
import { characters, textLength } from '../python/text/code-points.ts'
import { truth } from '../python/text/repr.ts'
import { needText } from '../python/text/text.ts'
import { PythonError, type Value } from '../python/types.ts'
import { type FilterTable, filter } from './define.ts'

export const WRAP_FILTERS: FilterTable = {
  wordwrap: filter(
    'do_wordwrap(environment, s, width?, break_long_words?, wrapstring?, break_on_hyphens?)',
    wordWrap,
    2,
  ),
}

interface WrapStyle {
  readonly width: number
  readonly breakLongWords: boolean
  readonly breakOnHyphens: boolean
}

function wordWrap(
  rt: Runtime,
  value: Value,
  width: Value = 79,
  breakLongWords: Value = true,
  separator: Value = null,
  breakOnHyphens: Value = true,
): Value {
  const style = {
    width: needInt(width),
    breakLongWords: truth(breakLongWords),
    breakOnHyphens: truth(breakOnHyphens),
  }
  const between = separator === null ? rt.newline : needText(separator, 'wrapstring')
  return toArray(needMethod(value, 'splitlines')([]))
    .map((line) => wrapLine(needText(line, 'line'), style).join(between))
    .join(between)
}

/** Only these are white space to Python's textwrap. */
const SPACE = '\\t\\n\\v\\f\\r '
const WORD = `[\\p{L}\\p{N}_!"'&.,?]`
const LETTER = '[\\p{L}_]'

/** What textwrap cuts a line into: at white space, after hyphens within words and around dashes. Nothing is left out. */
const WITH_HYPHENS =
  `[${SPACE}]+` +
  `|(?<=${WORD})-{2,}(?=[\\p{L}\\p{N}_])` +
  `|[^${SPACE}](?:[^${SPACE}]*?(?:-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${LETTER}-))(?=${LETTER}-?${LETTER})` +
  `|(?=[${SPACE}]|$)|(?<=${WORD})(?=-{2,}[\\p{L}\\p{N}_])))`
const AT_SPACE = `[${SPACE}]+|[^${SPACE}]+`
const BLANK = new RegExp(`^[${SPACE}]*$`)

let hyphens: RegExp | undefined
let spaces: RegExp | undefined

/** Made when first used, as Unicode's sets take time to look up. */
function chunksOf(onHyphens: boolean): RegExp {
  if (onHyphens) {
    hyphens ??= new RegExp(WITH_HYPHENS, 'gu')
    return hyphens
  }
  spaces ??= new RegExp(AT_SPACE, 'gu')
  return spaces
}

/** A line as lines of at most `width` characters (Python's `textwrap.wrap`, white space kept as it is). */
function wrapLine(line: string, style: WrapStyle): string[] {
  if (style.width <= 0) throw new PythonError('ValueError', `invalid width ${style.width} (must be > 0)`)
  const chunks: string[] = line.match(chunksOf(style.breakOnHyphens)) ?? []
  chunks.reverse()
  const lines: string[] = []
  while (chunks.length > 0) {
    const current: string[] = []
    let room = style.width
    if (lines.length > 0 && BLANK.test(chunks.at(-1)!)) chunks.pop()
    while (chunks.length > 0 && textLength(chunks.at(-1)!) <= room) {
      const chunk = chunks.pop()!
      current.push(chunk)
      room -= textLength(chunk)
    }
    if (chunks.length > 0 && textLength(chunks.at(-1)!) > style.width)
      breakChunk(chunks, current, room, style)
    if (current.length > 0 && BLANK.test(current.at(-1)!)) current.pop()
    if (current.length > 0) lines.push(current.join(''))
  }
  return lines
}

/** Puts as much of a chunk that is too long for any line onto the current one as fits into the room there. */
function breakChunk(chunks: string[], current: string[], room: number, style: WrapStyle): void {
  if (!style.breakLongWords) {
    if (current.length === 0) current.push(chunks.pop()!)
    return
  }
  const chunk = characters(chunks.at(-1)!)
  const end = style.breakOnHyphens ? hyphenWithin(chunk, room) : room
  current.push(chunk.slice(0, end).join(''))
  chunks[chunks.length - 1] = chunk.slice(end).join('')
}

/** The place after the last hyphen within the room, unless nothing but hyphens stands before it. */
function hyphenWithin(chunk: readonly string[], room: number): number {
  if (chunk.length <= room) return room
  const hyphen = chunk.slice(0, room).lastIndexOf('-')
  const useful = hyphen > 0 && chunk.slice(0, hyphen).some((character) => character !== '-')
  return useful ? hyphen + 1 : room
}

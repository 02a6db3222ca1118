import { SPACE } from './character.ts'

const LEADING = new RegExp(`^[${SPACE}]+`, 'u')
const TRAILING = new RegExp(`[${SPACE}]+$`, 'u')
const WORD = new RegExp(`[^${SPACE}]+`, 'gu')
/** What ends a line beside `\n`. */
const RARE_BREAKS = ['\r', '\v', '\f', '\x1c', '\x1d', '\x1e', '\x85', '\u2028', '\u2029']
const LINE = new RegExp(`\\r\\n|[\\n${RARE_BREAKS.join('')}]`, 'g')

const RARE = new RegExp(`[${RARE_BREAKS.join('')}]`)
/** From so many characters on it is faster to look for one after the other, as the processor looks at many at a time. */
const LONG = 100

/** Does anything but `\n` end a line? */
export function hasRareBreak(text: string): boolean {
  if (text.length < LONG) return RARE.test(text)
  for (let i = 0; i < RARE_BREAKS.length; i++) if (text.includes(RARE_BREAKS[i]!)) return true
  return false
}

/** Printable ASCII is no space, and what most texts begin and end with. */
const isMark = (unit: number): boolean => unit > 0x20 && unit < 0x7f

export function trimStart(text: string): string {
  return isMark(text.charCodeAt(0)) ? text : text.replace(LEADING, '')
}

export function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && !isMark(text.charCodeAt(end - 1)) && TRAILING.test(text[end - 1]!)) end--
  return text.slice(0, end)
}

/** `text.split()` at runs of white space, at most `most` times, all if negative. */
export function splitWords(text: string, most: number): string[] {
  if (most < 0) return text.match(WORD) ?? []
  const words: string[] = []
  let rest = trimStart(text)
  while (rest !== '') {
    if (words.length === most) {
      words.push(rest)
      break
    }
    const [word] = rest.match(WORD)!
    words.push(word)
    rest = trimStart(rest.slice(word.length))
  }
  return words
}

/** `text.rsplit()`: as `splitWords` from the end. */
export function splitWordsFromEnd(text: string, most: number): string[] {
  if (most < 0) return splitWords(text, most)
  const words: string[] = []
  let rest = trimEnd(text)
  while (rest !== '') {
    if (words.length === most) {
      words.push(rest)
      break
    }
    const word = rest.match(WORD)!.at(-1)!
    words.push(word)
    rest = trimEnd(rest.slice(0, -word.length))
  }
  return words.reverse()
}

/** `text.split(separator, most)`; the separator is not empty. */
export function splitAt(text: string, separator: string, most: number): string[] {
  const parts: string[] = []
  let from = 0
  for (
    let at = text.indexOf(separator);
    at >= 0 && parts.length !== most;
    at = text.indexOf(separator, from)
  ) {
    parts.push(text.slice(from, at))
    from = at + separator.length
  }
  parts.push(text.slice(from))
  return parts
}

/** `text.rsplit(separator, most)`; the separator is not empty. */
export function splitAtFromEnd(text: string, separator: string, most: number): string[] {
  const parts: string[] = []
  let rest = text
  while (most < 0 || parts.length < most) {
    const at = rest.lastIndexOf(separator)
    if (at < 0) break
    parts.push(rest.slice(at + separator.length))
    rest = rest.slice(0, at)
  }
  parts.push(rest)
  return parts.reverse()
}

/** `text.splitlines(keepEnds)`. */
export function splitLines(text: string, keepEnds = false): string[] {
  if (text === '') return []
  if (!keepEnds && !hasRareBreak(text)) {
    const lines = text.split('\n')
    if (lines.at(-1) === '') lines.pop()
    return lines
  }
  const lines: string[] = []
  let start = 0
  for (const match of text.matchAll(LINE)) {
    const end = match.index + match[0].length
    lines.push(text.slice(start, keepEnds ? end : match.index))
    start = end
  }
  if (start < text.length) lines.push(text.slice(start))
  return lines
}

/** Where a value stands in a text: from its first character to behind its last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The value at a dotted path in the text of a JSON document. A key that itself has dots (`"event.time"`) is
 * found too; it goes before a nested one. The text must be valid JSON.
 *
 * @returns undefined if there is no such value
 */
export function jsonSpan(text: string, path: string): Span | undefined {
  return within(text, skipSpace(text, 0), path)
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

function within(text: string, start: number, path: string): Span | undefined {
  if (text.charCodeAt(start) !== OPEN_OBJECT) return undefined
  let nested: { readonly at: number; readonly rest: string } | undefined
  let at = skipSpace(text, start + 1)
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = skipString(text, at)
    const key = keyOf(text, at, keyEnd)
    // Behind the key stand white space and a colon.
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const to = skipValue(text, from)
    if (key === path) return { from, to }
    if (path.length > key.length && path.startsWith(key) && path[key.length] === '.') {
      nested ??= { at: from, rest: path.slice(key.length + 1) }
    }
    at = skipSpace(text, to)
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1)
  }
  return nested && within(text, nested.at, nested.rest)
}

function keyOf(text: string, from: number, to: number): string {
  const key = text.slice(from + 1, to - 1)
  return key.includes('\\') ? (JSON.parse(text.slice(from, to)) as string) : key
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= 0x20) at++
  return at
}

/** Behind the string that begins at `from`. */
function skipString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); ; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text.charCodeAt(before - 1) === BACKSLASH) before--
    if ((at - before) % 2 === 0) return at + 1
  }
}

/** Behind the value that begins at `from`. */
function skipValue(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (first === QUOTE) return skipString(text, from)
  if (first !== OPEN_OBJECT && first !== OPEN_LIST) return skipWord(text, from)
  let depth = 0
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = skipString(text, at) - 1
    else if (code === OPEN_OBJECT || code === OPEN_LIST) depth++
    else if ((code === CLOSE_OBJECT || code === CLOSE_LIST) && --depth === 0) return at + 1
  }
}

/** Behind a number, `true`, `false` or `null`. */
function skipWord(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 0x20 || code === COMMA || code === CLOSE_OBJECT || code === CLOSE_LIST) break
  }
  return at
}

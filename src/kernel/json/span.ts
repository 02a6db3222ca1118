/** Where a member of a JSON object stands: from the quote of its key, and its value from … to (exclusive). */
export interface JsonSpan {
  readonly key: number
  readonly from: number
  readonly to: number
}

/**
 * The value at a dotted path in the text of a JSON document. A key that itself has dots (`"event.time"`) is
 * found too; it goes before a nested one. The text must be valid JSON; of a key that stands twice in an object
 * the first is found.
 *
 * @returns undefined if there is no such value
 */
export function jsonSpan(text: string, path: string): JsonSpan | undefined {
  return within(text, skipSpace(text, 0), path)
}

/** The text of a JSON document without one of its members. */
export function withoutMember(text: string, { key, to }: JsonSpan): string {
  const behind = skipSpace(text, to)
  if (text.charCodeAt(behind) === COMMA) return text.slice(0, key) + text.slice(skipSpace(text, behind + 1))
  let before = key
  while (text.charCodeAt(before - 1) <= 0x20) before--
  // The last member takes the comma before it along; the only one has none.
  return text.slice(0, text.charCodeAt(before - 1) === COMMA ? before - 1 : key) + text.slice(to)
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

function within(text: string, start: number, path: string): JsonSpan | undefined {
  if (text.charCodeAt(start) !== OPEN_OBJECT) return undefined
  const begin = path.charCodeAt(0)
  let nested: { readonly at: number; readonly rest: string } | undefined
  let at = skipSpace(text, start + 1)
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = skipString(text, at)
    // Behind the key stand white space and a colon.
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const to = skipValue(text, from)
    const first = text.charCodeAt(at + 1)
    // Most keys are told by their first character; an escape may stand for any, and the closing quote for none.
    if (first === begin || first === BACKSLASH || first === QUOTE) {
      const key = keyOf(text, at, keyEnd)
      if (key === path) return { key: at, from, to }
      if (path.length > key.length && path.startsWith(key) && path[key.length] === '.') {
        nested ??= { at: from, rest: path.slice(key.length + 1) }
      }
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

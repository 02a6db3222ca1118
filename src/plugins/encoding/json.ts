import { LoomError } from '../../kernel/index.ts'
import { isSpacedObject } from './spaced-json.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const OPEN_ARRAY = 0x5b
const OPEN_OBJECT = 0x7b
const SPACE = 0x20
/** A closing bracket stands two places after its opening one, in ASCII. */
const TO_CLOSING = 2
/** UTF-16 units of scratch at the start, and the most that stay reserved after a long text. */
const START = 32_768
const KEEP = 1_048_576

/**
 * The UTF-16 units of the text at hand, ended by a 0 (which no JSON text holds bare), so that the scan reads
 * plain integers and needs no bounds check. Twice as fast as `charCodeAt`.
 */
let scratch = Buffer.allocUnsafeSlow(2 * START)
let units = new Uint16Array(scratch.buffer)
let nesting = new Uint8Array(256)
let failedAt = 0

/** 1 for the units that stand for themselves in a string; a look-up is faster than three comparisons. */
const PLAIN = new Uint8Array(65_536).fill(1, SPACE)
PLAIN[QUOTE] = 0
PLAIN[BACKSLASH] = 0

/**
 * One JSON value, checked against the strict grammar (RFC 8259) and spaced as `{"a": 1, "b": [1, 2]}`: only
 * blanks between tokens change, so numbers, escapes, key order and duplicate keys stay as they were written.
 * A text that is spaced so already is returned itself. Undefined when it is not JSON. Any depth of nesting.
 */
export function respaced(text: string): string | undefined {
  if (isSpacedObject(text)) return text
  load(text)
  const spaced = scan(text)
  if (text.length > KEEP) release()
  return spaced
}

/** As `respaced`, but E_EVENT_NOT_JSON when the text is not JSON. */
export function requireJson(text: string): string {
  const spaced = respaced(text)
  if (spaced !== undefined) return spaced
  const message =
    failedAt >= text.length
      ? 'the event ends before its JSON value does'
      : `the event is not JSON: unexpected ${JSON.stringify(String.fromCodePoint(text.codePointAt(failedAt)!))} at character ${failedAt + 1}`
  throw new LoomError('E_EVENT_NOT_JSON', message, {
    hint: 'an event of this formatter is exactly one JSON value; the plain formatter takes any text',
  })
}

function load(text: string): void {
  const size = 2 * text.length + 2
  if (size > scratch.length) {
    scratch = Buffer.allocUnsafeSlow(2 * size)
    units = new Uint16Array(scratch.buffer)
  }
  scratch.write(text, 'utf16le')
  units[text.length] = 0
}

function release(): void {
  scratch = Buffer.allocUnsafeSlow(2 * START)
  units = new Uint16Array(scratch.buffer)
  nesting = new Uint8Array(256)
}

function scan(text: string): string | undefined {
  let at = skipBlanks(0)
  let copied = at
  let out = ''
  let depth = 0
  let key = false
  for (;;) {
    if (key) {
      at = stringEnd(at)
      if (at < 0) return undefined
      if (units[at] !== COLON) {
        out += text.slice(copied, at)
        at = copied = skipBlanks(at)
        if (units[at] !== COLON) return fail(at)
      }
      at++
      if (units[at] === SPACE && !isBlank(units[at + 1]!)) at++
      else {
        out += `${text.slice(copied, at)} `
        at = copied = skipBlanks(at)
      }
    }

    const opening = units[at]!
    if (opening === QUOTE) at = stringEnd(at)
    else if (opening === OPEN_OBJECT || opening === OPEN_ARRAY) {
      if (depth === nesting.length) deepen()
      nesting[depth++] = opening
      at++
      if (isBlank(units[at]!)) {
        out += text.slice(copied, at)
        at = copied = skipBlanks(at)
      }
      if (units[at] !== opening + TO_CLOSING) {
        key = opening === OPEN_OBJECT
        continue
      }
      at++
      depth--
    } else at = scalarEnd(text, at)
    if (at < 0) return undefined

    for (;;) {
      if (depth === 0) {
        const end = at
        at = skipBlanks(at)
        if (at !== text.length) return fail(at)
        return copied === 0 && end === at ? text : out + text.slice(copied, end)
      }
      if (isBlank(units[at]!)) {
        out += text.slice(copied, at)
        at = copied = skipBlanks(at)
      }
      const kind = nesting[depth - 1]!
      if (units[at] === COMMA) {
        at++
        if (units[at] === SPACE && !isBlank(units[at + 1]!)) at++
        else {
          out += `${text.slice(copied, at)} `
          at = copied = skipBlanks(at)
        }
        key = kind === OPEN_OBJECT
        break
      }
      if (units[at] !== kind + TO_CLOSING) return fail(at)
      at++
      depth--
    }
  }
}

/** Where the string that opens at `at` has ended; −1 when none does. */
function stringEnd(at: number): number {
  if (units[at] !== QUOTE) return stop(at)
  let i = at + 1
  for (;;) {
    let unit = units[i++]!
    while (PLAIN[unit] === 1) unit = units[i++]!
    if (unit === QUOTE) return i
    if (unit !== BACKSLASH) return stop(i - 1)
    const escaped = units[i++]!
    if (escaped === 0x75) {
      for (const end = i + 4; i < end; i++) if (!isHex(units[i]!)) return stop(i)
    } else if (!isEscape(escaped)) return stop(i - 1)
  }
}

function scalarEnd(text: string, at: number): number {
  const unit = units[at]!
  if (unit === MINUS || isDigit(unit)) return numberEnd(at)
  if (unit === 0x74 && text.startsWith('true', at)) return at + 4
  if (unit === 0x66 && text.startsWith('false', at)) return at + 5
  if (unit === 0x6e && text.startsWith('null', at)) return at + 4
  return stop(at)
}

function numberEnd(at: number): number {
  let i = units[at] === MINUS ? at + 1 : at
  i = units[i] === ZERO ? i + 1 : digitsEnd(i)
  if (i >= 0 && units[i] === DOT) i = digitsEnd(i + 1)
  if (i < 0 || (units[i]! | 0x20) !== 0x65) return i
  i++
  return digitsEnd(units[i] === 0x2b || units[i] === MINUS ? i + 1 : i)
}

function digitsEnd(at: number): number {
  let i = at
  while (isDigit(units[i]!)) i++
  return i === at ? stop(at) : i
}

function skipBlanks(at: number): number {
  let i = at
  while (isBlank(units[i]!)) i++
  return i
}

function isBlank(unit: number): boolean {
  return unit === SPACE || unit === 0x0a || unit === 0x0d || unit === 0x09
}

function isDigit(unit: number): boolean {
  return unit >= ZERO && unit <= NINE
}

function isHex(unit: number): boolean {
  const lower = unit | 0x20
  return isDigit(unit) || (lower >= 0x61 && lower <= 0x66)
}

/** One of `"\/bfnrt`. */
function isEscape(unit: number): boolean {
  if (unit === QUOTE || unit === BACKSLASH || unit === 0x2f || unit === 0x62) return true
  return unit === 0x66 || unit === 0x6e || unit === 0x72 || unit === 0x74
}

function deepen(): void {
  const deeper = new Uint8Array(2 * nesting.length)
  deeper.set(nesting)
  nesting = deeper
}

function stop(at: number): -1 {
  failedAt = at
  return -1
}

function fail(at: number): undefined {
  failedAt = at
  return undefined
}

import { isWellFormed, LoomError } from '../../kernel/index.ts'
import type { Encode, EncodeAt } from './encode.ts'
import { legacyEncoder } from './legacy.ts'
import { ALTERNATIVES, type EncodingName } from './names.ts'

/** Text to bytes, strictly: what the encoding cannot say is refused, never replaced. */
export interface TextEncoding {
  readonly name: EncodingName
  /** The byte-order mark that a file or stream in this encoding begins with; empty for most. */
  readonly mark: Uint8Array
  readonly encode: Encode
  /** The same in place, for encodings that take at most `widest` bytes for a UTF-16 unit. */
  readonly encodeAt?: EncodeAt
  readonly widest?: number
}

const NO_MARK = new Uint8Array(0)
const BEYOND_ASCII = /[\u0080-\uffff]/
const BEYOND_LATIN = /[\u0100-\uffff]/

/**
 * The encoding of that name. Tables beyond UTF-8, UTF-16, ASCII and Latin-1 load on first use;
 * E_ENCODING_UNSUPPORTED for the few that have none.
 */
export async function textEncoding(name: EncodingName): Promise<TextEncoding> {
  const alternatives = ALTERNATIVES[name]
  if (alternatives) {
    throw new LoomError('E_ENCODING_UNSUPPORTED', `encoding "${name}" is not supported`, {
      hint: `use ${alternatives.join(' or ')}`,
    })
  }
  switch (name) {
    case 'utf_8':
      return { name, mark: NO_MARK, encode: utf8, encodeAt: utf8At, widest: 3 }
    case 'utf_8_sig':
      return { name, mark: Buffer.from([0xef, 0xbb, 0xbf]), encode: utf8, encodeAt: utf8At, widest: 3 }
    case 'ascii':
      return { name, mark: NO_MARK, encode: ascii }
    case 'latin_1':
      return { name, mark: NO_MARK, encode: latin1 }
    case 'utf_16':
      return { name, mark: Buffer.from([0xff, 0xfe]), encode: utf16le }
    case 'utf_16_le':
      return { name, mark: NO_MARK, encode: utf16le }
    case 'utf_16_be':
      return { name, mark: NO_MARK, encode: utf16be }
    case 'utf_32':
      return { name, mark: Buffer.from([0xff, 0xfe, 0, 0]), encode: await legacyEncoder('utf_32_le') }
    default:
      return { name, mark: NO_MARK, encode: await legacyEncoder(name) }
  }
}

/** The error for a text that `encoding` refused; names the first character that it lacks. */
export function unencodable(text: string, encoding: TextEncoding): LoomError {
  const characters = [...text]
  let good = 0
  let bad = characters.length
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1
    if (encoding.encode(characters.slice(0, middle).join(''))) good = middle
    else bad = middle
  }
  const code = (characters[good]?.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return new LoomError(
    'E_EVENT_UNENCODABLE',
    `character U+${code} at ${good + 1} is not in ${encoding.name}`,
    {
      hint: 'use encoding utf_8, or keep such characters out of the events',
    },
  )
}

const utf8: Encode = (text, into) => {
  if (!isWellFormed(text)) return undefined
  if (into && text.length * 3 <= into.length) return into.subarray(0, into.write(text, 'utf8'))
  return Buffer.from(text)
}

const utf8At: EncodeAt = (text, into, at) => (isWellFormed(text) ? into.write(text, at) : -1)

const ascii: Encode = (text, into) => (BEYOND_ASCII.test(text) ? undefined : oneByte(text, into))

const latin1: Encode = (text, into) => (BEYOND_LATIN.test(text) ? undefined : oneByte(text, into))

const utf16le: Encode = (text) => (isWellFormed(text) ? Buffer.from(text, 'utf16le') : undefined)

const utf16be: Encode = (text) => (isWellFormed(text) ? Buffer.from(text, 'utf16le').swap16() : undefined)

function oneByte(text: string, into: Buffer | undefined): Uint8Array {
  if (into && text.length <= into.length) return into.subarray(0, into.write(text, 'latin1'))
  return Buffer.from(text, 'latin1')
}

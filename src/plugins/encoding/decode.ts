import { isAscii, isUtf8 } from 'node:buffer'
import { isWellFormed, LoomError } from '../../kernel/index.ts'
import { inRows94, NINETY_FOUR, TABLE_NAMES } from './legacy.ts'
import { ALTERNATIVES, type EncodingName } from './names.ts'

/** The text of whole characters, or undefined when the bytes are not of the encoding. */
export type Decode = (bytes: Buffer) => string | undefined

/** How a file is read. */
export interface FileDecoding {
  readonly decode: Decode
  /** Bytes at the start of the file that are a byte-order mark and no text. */
  readonly markLength: number
  /** Bytes of a line feed; its 0A is the last of them if `bigEndian`, otherwise the first. */
  readonly unit: 1 | 2 | 4
  readonly bigEndian: boolean
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * How a file in that encoding is read. In every encoding that has a table here the byte 0A stands for a line
 * feed only, or is part of a unit of fixed length, so lines can be told apart before they are decoded.
 * E_ENCODING_UNSUPPORTED for the few encodings that have no table.
 *
 * @param head the first 4 bytes of the file, fewer if it is shorter: some encodings say their byte order there
 */
export async function fileDecoding(name: EncodingName, head: Buffer): Promise<FileDecoding> {
  if (ALTERNATIVES[name]) {
    throw new LoomError('E_ENCODING_UNSUPPORTED', `encoding "${name}" is not supported`, {
      hint: 'convert the file to UTF-8 first, for example with iconv',
    })
  }
  const bigEndian = startsWith(head, [0xfe, 0xff]) || startsWith(head, [0, 0, 0xfe, 0xff])
  switch (name) {
    case 'utf_8':
      return bytewise(utf8)
    case 'utf_8_sig':
      return { ...bytewise(utf8), markLength: startsWith(head, UTF8_MARK) ? 3 : 0 }
    case 'ascii':
      return bytewise((bytes) => (isAscii(bytes) ? bytes.toString('latin1') : undefined))
    case 'latin_1':
      return bytewise((bytes) => bytes.toString('latin1'))
    case 'utf_16':
      return { ...utf16(bigEndian), markLength: bigEndian || startsWith(head, [0xff, 0xfe]) ? 2 : 0 }
    case 'utf_16_be':
    case 'utf_16_le':
      return utf16(name === 'utf_16_be')
    case 'utf_32':
      return { ...utf32(bigEndian), markLength: bigEndian || startsWith(head, [0xff, 0xfe, 0, 0]) ? 4 : 0 }
    case 'utf_32_be':
    case 'utf_32_le':
      return utf32(name === 'utf_32_be')
    default:
      return bytewise(await legacyDecode(name))
  }
}

function bytewise(decode: Decode): FileDecoding {
  return { decode, markLength: 0, unit: 1, bigEndian: false }
}

function startsWith(head: Buffer, mark: ArrayLike<number>): boolean {
  return head.length >= mark.length && Array.from(mark).every((byte, i) => head[i] === byte)
}

const utf8: Decode = (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : undefined)

function utf16(bigEndian: boolean): FileDecoding {
  const decode: Decode = (bytes) => {
    if (bytes.length % 2 !== 0) return undefined
    const text = bigEndian ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString('utf16le')
    return isWellFormed(text) ? text : undefined
  }
  return { decode, markLength: 0, unit: 2, bigEndian }
}

function utf32(bigEndian: boolean): FileDecoding {
  const decode: Decode = (bytes) => {
    if (bytes.length % 4 !== 0) return undefined
    let text = ''
    for (let at = 0; at < bytes.length; at += 4) {
      const code = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined
      text += String.fromCodePoint(code)
    }
    return text
  }
  return { decode, markLength: 0, unit: 4, bigEndian }
}

/** A decoder over the tables of iconv-lite, which reads U+FFFD where an encoding has no character. */
async function legacyDecode(name: EncodingName): Promise<Decode> {
  const { default: iconv } = await import('iconv-lite')
  const table = TABLE_NAMES[name] ?? name
  const options = { stripBOM: false }
  if (name === 'utf_7') {
    return (bytes) => {
      const text = isAscii(bytes) ? iconv.decode(bytes, table, options) : undefined
      return text !== undefined && isWellFormed(text) ? text : undefined
    }
  }
  const rows94 = NINETY_FOUR.has(name)
  return (bytes) => {
    if (rows94 && !inRows94(bytes)) return undefined
    const text = iconv.decode(bytes, table, options)
    if (!text.includes('\ufffd')) return text
    // GB18030 has that character; elsewhere it means that a table has none.
    return name === 'gb18030' && iconv.encode(text, table).equals(bytes) ? text : undefined
  }
}

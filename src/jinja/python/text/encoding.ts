import { isWellFormed } from '../../../kernel/index.ts'
import { PythonError } from '../types.ts'
import { decodeUtf8 } from './utf8.ts'

/** What a codec makes of a character that it cannot write, or of bytes that it cannot read. */
type ErrorHandler = 'strict' | 'ignore' | 'replace' | 'backslashreplace' | 'xmlcharrefreplace'

const HANDLERS: readonly string[] = ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace']

type Codec = 'utf-8' | 'utf-8-sig' | 'ascii' | 'latin-1' | 'utf-16' | 'utf-16-le' | 'utf-16-be'

const ALIASES: Readonly<Record<string, Codec>> = {
  utf8: 'utf-8',
  u8: 'utf-8',
  utf8sig: 'utf-8-sig',
  ascii: 'ascii',
  usascii: 'ascii',
  latin1: 'latin-1',
  latin: 'latin-1',
  l1: 'latin-1',
  iso88591: 'latin-1',
  utf16: 'utf-16',
  utf16le: 'utf-16-le',
  utf16be: 'utf-16-be',
}

/** LookupError if Python's name of the encoding is none of those above. */
function codec(name: string): Codec {
  if (name === 'utf-8') return name
  const key = name.toLowerCase().replace(/[-_ ]/g, '')
  const found = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined
  if (found === undefined) throw new PythonError('LookupError', `unknown encoding: ${name}`)
  return found
}

function errorHandler(name: string): ErrorHandler {
  if (HANDLERS.includes(name)) return name as ErrorHandler
  throw new PythonError('LookupError', `unknown error handler name '${name}'`)
}

/** `text.encode(encoding, errors)`. UnicodeEncodeError where the text does not fit the encoding. */
export function encode(text: string, encoding: string, errors: string): Uint8Array {
  if (encoding === 'utf-8' && isWellFormed(text)) return Buffer.from(text, 'utf8')
  const name = codec(encoding)
  switch (name) {
    case 'utf-8':
    case 'utf-8-sig': {
      const mark = name === 'utf-8-sig' ? '\ufeff' : ''
      return Buffer.from(mark + withoutSurrogates(text, 'utf-8', errors), 'utf8')
    }
    case 'ascii':
      return Buffer.from(mend(text, name, /[^\0-\x7f]/u, errors, 'ordinal not in range(128)'), 'latin1')
    case 'latin-1':
      return Buffer.from(mend(text, name, /[^\0-\xff]/u, errors, 'ordinal not in range(256)'), 'latin1')
    case 'utf-16':
      return Buffer.from(`\ufeff${withoutSurrogates(text, name, errors)}`, 'utf16le')
    case 'utf-16-le':
      return Buffer.from(withoutSurrogates(text, name, errors), 'utf16le')
    case 'utf-16-be':
      return Buffer.from(withoutSurrogates(text, name, errors), 'utf16le').swap16()
  }
}

function withoutSurrogates(text: string, name: Codec, errors: string): string {
  return mend(text, name, /\p{Surrogate}/u, errors, 'surrogates not allowed')
}

/** Replaces what the codec cannot write, or raises. */
function mend(text: string, name: Codec, bad: RegExp, errors: string, reason: string): string {
  if (!bad.test(text)) return text
  const handler = errorHandler(errors)
  let mended = ''
  let position = 0
  for (const character of text) {
    mended += bad.test(character) ? substitute(character, position, name, handler, reason) : character
    position++
  }
  return mended
}

function substitute(
  character: string,
  position: number,
  name: Codec,
  handler: ErrorHandler,
  reason: string,
): string {
  const code = character.codePointAt(0)!
  if (handler === 'ignore') return ''
  if (handler === 'replace') return '?'
  if (handler === 'xmlcharrefreplace') return `&#${code};`
  const hex = code.toString(16)
  const escaped =
    code < 0x100
      ? `\\x${hex.padStart(2, '0')}`
      : code < 0x10000
        ? `\\u${hex.padStart(4, '0')}`
        : `\\U${hex.padStart(8, '0')}`
  if (handler === 'backslashreplace') return escaped
  throw new PythonError(
    'UnicodeEncodeError',
    `'${name}' codec can't encode character '${escaped}' in position ${position}: ${reason}`,
  )
}

/** `bytes.decode(encoding, errors)`. UnicodeDecodeError where the bytes are none of that encoding. */
export function decode(bytes: Uint8Array, encoding: string, errors: string): string {
  const name = codec(encoding)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (name) {
    case 'utf-8':
      return decodeUtf8(bytes, errors)
    case 'utf-8-sig':
      return decodeUtf8(bytes, errors).replace(/^\ufeff/, '')
    case 'latin-1':
      return buffer.toString('latin1')
    case 'ascii':
      return decodeAscii(bytes, errors)
    case 'utf-16': {
      const big = bytes[0] === 0xfe && bytes[1] === 0xff
      const text = big ? Buffer.from(buffer).swap16().toString('utf16le') : buffer.toString('utf16le')
      return text.replace(/^\ufeff/, '')
    }
    case 'utf-16-le':
      return buffer.toString('utf16le')
    case 'utf-16-be':
      return Buffer.from(buffer).swap16().toString('utf16le')
  }
}

function decodeAscii(bytes: Uint8Array, errors: string): string {
  let text = ''
  bytes.forEach((byte, position) => {
    if (byte < 128) {
      text += String.fromCharCode(byte)
      return
    }
    const handler = errorHandler(errors)
    if (handler === 'replace') text += '\ufffd'
    else if (handler === 'backslashreplace') text += `\\x${byte.toString(16)}`
    else if (handler !== 'ignore') {
      const what = `byte 0x${byte.toString(16)} in position ${position}: ordinal not in range(128)`
      throw new PythonError('UnicodeDecodeError', `'ascii' codec can't decode ${what}`)
    }
  })
  return text
}

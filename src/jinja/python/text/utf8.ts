import { PythonError } from '../types.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes in UTF-8 as text. With `errors: 'strict'` UnicodeDecodeError where they are not. */
export function decodeUtf8(bytes: Uint8Array, errors: string): string {
  try {
    return strict.decode(bytes)
  } catch {
    return decodeBroken(bytes, errors)
  }
}

function decodeBroken(bytes: Uint8Array, errors: string): string {
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const step = sequence(bytes, at)
    if (step.reason === undefined) text += strict.decode(bytes.subarray(at, at + step.length))
    else text += replacement(bytes, at, step.length, step.reason, errors)
    at += step.length
  }
  return text
}

/** The well-formed sequence at a place, or how many bytes are wrong there and why. */
function sequence(bytes: Uint8Array, at: number): { length: number; reason?: string } {
  const first = bytes[at]!
  if (first < 0x80) return { length: 1 }
  if (first < 0xc2 || first > 0xf4) return { length: 1, reason: 'invalid start byte' }
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return { length: i, reason: 'unexpected end of data' }
    if (!continues(first, i, byte)) return { length: i, reason: 'invalid continuation byte' }
  }
  return { length }
}

/** The second byte is bounded further, against overlong forms, surrogates and what lies beyond U+10FFFF. */
function continues(first: number, place: number, byte: number): boolean {
  if (place > 1) return byte >= 0x80 && byte <= 0xbf
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  return byte >= low && byte <= high
}

function replacement(bytes: Uint8Array, at: number, length: number, reason: string, errors: string): string {
  const wrong = bytes.subarray(at, at + length)
  switch (errors) {
    case 'ignore':
      return ''
    case 'replace':
      return '\ufffd'
    case 'backslashreplace':
      return Array.from(wrong, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
    case 'strict': {
      const what =
        length === 1
          ? `byte 0x${wrong[0]!.toString(16)} in position ${at}`
          : `bytes in position ${at}-${at + length - 1}`
      throw new PythonError('UnicodeDecodeError', `'utf-8' codec can't decode ${what}: ${reason}`)
    }
    default:
      throw new PythonError('LookupError', `unknown error handler name '${errors}'`)
  }
}

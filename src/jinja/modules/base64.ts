import { Bytes, defineFunction, PythonError, truth, typeName, type Value } from '../python/ops.ts'
import { Namespace } from './native.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const BASE32_HEX = '0123456789ABCDEFGHIJKLMNOPQRSTUV'
const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'

const invalid = (message: string) => new PythonError('Error', message)

function data(value: Value): Buffer {
  if (value instanceof Bytes) return value.data
  throw new PythonError('TypeError', `a bytes-like object is required, not '${typeName(value)}'`)
}

/** What a decoder takes: bytes, or text in ASCII. */
function encoded(value: Value): string {
  if (typeof value !== 'string') return data(value).toString('latin1')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range
  if (/^[\x00-\x7f]*$/.test(value)) return value
  throw new PythonError('ValueError', 'string argument should contain only ASCII characters')
}

const ascii = Bytes.ofText

function encode64(value: Value): string {
  return value instanceof Bytes ? btoa(value.latin) : data(value).toString('base64')
}

/** Strict about padding, lenient about characters outside the alphabet, as Python's decoder is. */
export function decode64(source: string, validate: boolean): Buffer {
  const bad = /[^A-Za-z0-9+/=]/.test(source)
  if (validate && bad) throw invalid('Only base64 data is allowed')
  const kept = source.replace(/[^A-Za-z0-9+/=]/g, '')
  const digits = kept.replace(/=+$/, '')
  if (digits.length % 4 === 1) {
    throw invalid(
      `Invalid base64-encoded string: number of data characters (${digits.length}) cannot be 1 more than a multiple of 4`,
    )
  }
  if (digits.length % 4 !== 0 && kept.length - digits.length < 4 - (digits.length % 4)) {
    throw invalid('Incorrect padding')
  }
  return Buffer.from(digits, 'base64')
}

function replaceAlternatives(text: string, from: string, to: string): string {
  return text.replaceAll(from[0]!, to[0]!).replaceAll(from[1]!, to[1]!)
}

function alternatives(value: Value): string {
  const found = encoded(value)
  if (found.length !== 2) throw new PythonError('AssertionError', `invalid altchars: ${found}`)
  return found
}

/** Base 32 (RFC 4648, sections 6 and 7). */
function encode32(bytes: Uint8Array, alphabet: string): string {
  let out = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[(held >> (bits - 5)) & 31]
  }
  if (bits > 0) out += alphabet[(held << (5 - bits)) & 31]
  return out.padEnd(8 * Math.ceil(bytes.length / 5), '=')
}

function decode32(source: string, alphabet: string, fold: boolean): Buffer {
  if (source.length % 8 !== 0) throw invalid('Incorrect padding')
  const digits = (fold ? source.toUpperCase() : source).replace(/=+$/, '')
  if (![0, 1, 3, 4, 6].includes(source.length - digits.length)) throw invalid('Incorrect padding')
  let bits = ''
  for (const digit of digits) {
    const value = alphabet.indexOf(digit)
    if (value < 0) throw invalid('Non-base32 digit found')
    bits += value.toString(2).padStart(5, '0')
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

function encode85(bytes: Buffer, digit: (value: number) => string, pad: boolean, fold: boolean): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 4) {
    const group = Buffer.alloc(4)
    const size = bytes.copy(group, 0, i)
    let word = group.readUInt32BE()
    if (fold && word === 0 && size === 4) {
      out += 'z'
      continue
    }
    let digits = ''
    for (let k = 0; k < 5; k++) {
      digits = digit(word % 85) + digits
      word = Math.floor(word / 85)
    }
    out += pad ? digits : digits.slice(0, size + 1)
  }
  return out
}

function decode85(source: string, value: (digit: string) => number, name: string): Buffer {
  const out: Buffer[] = []
  for (let i = 0; i < source.length; i += 5) {
    const digits = source.slice(i, i + 5)
    let word = 0
    for (let k = 0; k < 5; k++) {
      const digit = k < digits.length ? value(digits[k]!) : 84
      if (digit < 0 || digit > 84)
        throw new PythonError('ValueError', `bad ${name} character at position ${i + k}`)
      word = word * 85 + digit
    }
    if (word > 0xffffffff)
      throw new PythonError('ValueError', `${name} overflow in hunk starting at byte ${i}`)
    const group = Buffer.alloc(4)
    group.writeUInt32BE(word)
    out.push(group.subarray(0, digits.length - 1))
  }
  return Buffer.concat(out)
}

const fold16 = (source: string, casefold: Value) => (truth(casefold) ? source.toUpperCase() : source)

function decode16(source: string): Bytes {
  if (/[^0-9A-F]/.test(source)) throw invalid('Non-base16 digit found')
  if (source.length % 2 === 1) throw invalid('Odd-length string')
  return new Bytes(Buffer.from(source, 'hex'))
}

/** Python's `base64`. */
export const base64Module = new Namespace('base64', {
  b64encode: defineFunction('b64encode(s, altchars?)', (s, other = null) => {
    const text = encode64(s)
    return ascii(other === null ? text : replaceAlternatives(text, '+/', alternatives(other)))
  }),
  b64decode: defineFunction('b64decode(s, altchars?, validate?)', (s, other = null, validate = false) => {
    const text = encoded(s)
    const plain = other === null ? text : replaceAlternatives(text, alternatives(other), '+/')
    return new Bytes(decode64(plain, truth(validate)))
  }),
  standard_b64encode: defineFunction('standard_b64encode(s)', (s) => ascii(encode64(s))),
  standard_b64decode: defineFunction('standard_b64decode(s)', (s) => new Bytes(decode64(encoded(s), false))),
  urlsafe_b64encode: defineFunction('urlsafe_b64encode(s)', (s) =>
    ascii(replaceAlternatives(encode64(s), '+/', '-_')),
  ),
  urlsafe_b64decode: defineFunction(
    'urlsafe_b64decode(s)',
    (s) => new Bytes(decode64(replaceAlternatives(encoded(s), '-_', '+/'), false)),
  ),
  encodebytes: defineFunction('encodebytes(s)', (s) => ascii(encode64(s).replace(/.{1,76}/g, '$&\n'))),
  decodebytes: defineFunction(
    'decodebytes(s)',
    (s) => new Bytes(decode64(data(s).toString('latin1'), false)),
  ),
  b32encode: defineFunction('b32encode(s)', (s) => ascii(encode32(data(s), BASE32))),
  b32decode: defineFunction(
    'b32decode(s, casefold?, map01?)',
    (s, fold = false) => new Bytes(decode32(encoded(s), BASE32, truth(fold))),
  ),
  b32hexencode: defineFunction('b32hexencode(s)', (s) => ascii(encode32(data(s), BASE32_HEX))),
  b32hexdecode: defineFunction(
    'b32hexdecode(s, casefold?)',
    (s, fold = false) => new Bytes(decode32(encoded(s), BASE32_HEX, truth(fold))),
  ),
  b16encode: defineFunction('b16encode(s)', (s) => ascii(data(s).toString('hex').toUpperCase())),
  b16decode: defineFunction('b16decode(s, casefold?)', (s, fold = false) =>
    decode16(fold16(encoded(s), fold)),
  ),
  b85encode: defineFunction('b85encode(b, pad?)', (s, pad = false) =>
    ascii(encode85(data(s), (value) => BASE85[value]!, truth(pad), false)),
  ),
  b85decode: defineFunction(
    'b85decode(b)',
    (s) => new Bytes(decode85(encoded(s), (digit) => BASE85.indexOf(digit), 'base85')),
  ),
  a85encode: defineFunction('a85encode(b)', (s) =>
    ascii(encode85(data(s), (value) => String.fromCharCode(33 + value), false, true)),
  ),
  a85decode: defineFunction(
    'a85decode(b)',
    (s) =>
      new Bytes(
        decode85(
          encoded(s).replace(/\s/g, '').replaceAll('z', '!!!!!'),
          (digit) => digit.charCodeAt(0) - 33,
          'Ascii85',
        ),
      ),
  ),
})

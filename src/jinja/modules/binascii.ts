import { Bytes, defineFunction, PythonError, truth, typeName, type Value } from '../python/ops.ts'
import { decode64 } from './base64.ts'
import { bytesOf, needBytes } from './hashlib.ts'
import { Namespace } from './native.ts'
import { index, text } from './read.ts'

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 (ISO 3309) of the data, carried on from an earlier one. */
export function crc32(data: Uint8Array, start = 0): number {
  let crc = ~start
  for (const byte of data) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 255]!
  return ~crc >>> 0
}

/** The same of bytes that are most often text in ASCII, which needs no memory of its own. */
export function crc32Of(data: Value, start: Value): number {
  const text = data instanceof Bytes ? data.text : undefined
  if (text === undefined) return crc32(bytesOf(data), index(start))
  let crc = ~index(start)
  let units = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    units |= unit
    crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ unit) & 255]!
  }
  return units > 0x7f ? crc32(bytesOf(data), index(start)) : ~crc >>> 0
}

/** CRC-CCITT (polynomial 0x1021). */
function crcHqx(data: Bytes, start: number): number {
  const { latin } = data
  let crc = start & 0xffff
  for (let i = 0; i < latin.length; i++) {
    crc ^= latin.charCodeAt(i) << 8
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc
}

function hexlify(data: Value, separator: Value = null): Bytes {
  const hex = bytesOf(data).toString('hex')
  if (separator === null) return Bytes.ofText(hex)
  const mark = separator instanceof Bytes ? separator.latin : text(separator)
  return Bytes.fromLatin(hex.replace(/..(?=.)/g, `$&${mark}`))
}

function unhexlify(source: Value): Bytes {
  const hex = source instanceof Bytes ? source.latin : text(source)
  if (hex.length % 2 === 1) throw new PythonError('Error', 'Odd-length string')
  if (/[^0-9a-fA-F]/.test(hex)) throw new PythonError('Error', 'Non-hexadecimal digit found')
  return new Bytes(Buffer.from(hex, 'hex'))
}

function fromBase64(source: Value): Bytes {
  if (typeof source !== 'string' && !(source instanceof Bytes)) {
    throw new PythonError(
      'TypeError',
      `argument should be bytes, buffer or ASCII string, not '${typeName(source)}'`,
    )
  }
  return new Bytes(decode64(typeof source === 'string' ? source : source.latin, false))
}

/** Python's `binascii`. */
export const binasciiModule = new Namespace('binascii', {
  hexlify: defineFunction('hexlify(data, sep?, bytes_per_sep?)', hexlify),
  b2a_hex: defineFunction('b2a_hex(data, sep?, bytes_per_sep?)', hexlify),
  unhexlify: defineFunction('unhexlify(hexstr)', unhexlify),
  a2b_hex: defineFunction('a2b_hex(hexstr)', unhexlify),
  b2a_base64: defineFunction('b2a_base64(data, *, newline?)', (data, newline = true) =>
    Bytes.ofText(bytesOf(data).toString('base64') + (truth(newline) ? '\n' : '')),
  ),
  a2b_base64: defineFunction('a2b_base64(data)', fromBase64),
  crc32: defineFunction('crc32(data, crc?)', (data, start = 0) => crc32Of(data, start)),
  crc_hqx: defineFunction('crc_hqx(data, crc)', (data, start) => crcHqx(needBytes(data), index(start))),
})

import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { Bytes, defineFunction, PythonError, type Value } from '../python/ops.ts'
import { crc32Of } from './binascii.ts'
import { bytesOf } from './hashlib.ts'
import { Namespace } from './native.ts'
import { index } from './read.ts'

/** Adler-32 (RFC 1950) of the data, carried on from an earlier one. */
function adler32(data: Uint8Array, start: number): number {
  let a = start & 0xffff
  let b = start >>> 16
  for (const byte of data) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return b * 65_536 + a
}

function compress(data: Value, level: Value = -1, window: Value = 15): Bytes {
  const bits = index(window)
  const options = { level: index(level) }
  const bytes = bytesOf(data)
  if (bits < 0) return new Bytes(deflateRawSync(bytes, { ...options, windowBits: -bits }))
  return new Bytes(
    bits > 15 ? gzipSync(bytes, options) : deflateSync(bytes, { ...options, windowBits: bits }),
  )
}

/** A template has no use for more, and a small bomb must not fill the memory. */
const MAX_INFLATED = 64 * 1024 * 1024

function decompress(data: Value, window: Value = 15): Bytes {
  const bits = index(window)
  const bytes = bytesOf(data)
  const options = { maxOutputLength: MAX_INFLATED }
  try {
    if (bits < 0) return new Bytes(inflateRawSync(bytes, options))
    return new Bytes(bits > 15 ? gunzipSync(bytes, options) : inflateSync(bytes, options))
  } catch (error) {
    throw new PythonError('error', `Error -3 while decompressing data: ${(error as Error).message}`)
  }
}

/** Python's `zlib`. */
export const zlibModule = new Namespace('zlib', {
  adler32: defineFunction('adler32(data, value?)', (data, start = 1) => adler32(bytesOf(data), index(start))),
  crc32: defineFunction('crc32(data, value?)', (data, start = 0) => crc32Of(data, start)),
  compress: defineFunction('compress(data, level?, wbits?)', compress),
  decompress: defineFunction('decompress(data, wbits?, bufsize?)', decompress),
  Z_DEFAULT_COMPRESSION: -1,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_NO_COMPRESSION: 0,
  MAX_WBITS: 15,
  DEFLATED: 8,
})

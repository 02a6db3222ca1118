import { hash } from 'node:crypto'

/** How a digest is handed out: as hexadecimal digits, or one character up to U+00FF for each byte. */
export type DigestText = 'hex' | 'binary'

/*
 * Everything is hashed at once and comes back as text: an object that takes pieces costs twice as much as the hash of a
 * short text, and so does memory for 32 bytes of a digest.
 */

/** The hash of all chunks together. `openssl` is the name of the algorithm there. */
export function hashOf(openssl: string, chunks: readonly Uint8Array[], form: DigestText): string {
  return hash(openssl, joined(chunks), form)
}

/** The HMAC of all chunks together (RFC 2104); `blockSize` is that of the hash, in bytes. */
export function hmacOf(
  openssl: string,
  blockSize: number,
  key: Uint8Array,
  chunks: readonly Uint8Array[],
  form: DigestText,
): string {
  const short = key.length > blockSize ? hash(openssl, key, 'buffer') : key
  const message = joined(chunks)
  const inner = padded(short, 0x36, blockSize, message.length)
  inner.set(message, blockSize)
  const digest = hash(openssl, inner, 'binary')
  const outer = padded(short, 0x5c, blockSize, digest.length)
  outer.write(digest, blockSize, 'latin1')
  return hash(openssl, outer, form)
}

/** A block of the key, each of its bytes changed by `mask`, and room behind it. */
function padded(key: Uint8Array, mask: number, blockSize: number, room: number): Buffer {
  const block = Buffer.allocUnsafe(blockSize + room)
  for (let i = 0; i < key.length; i++) block[i] = key[i]! ^ mask
  return block.fill(mask, key.length, blockSize)
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

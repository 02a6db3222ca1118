import { hash } from 'node:crypto'

/** How a digest is handed out: as hexadecimal digits, or one character up to U+00FF for each byte. */
export type DigestText = 'hex' | 'binary'

/** Bytes, or the text that they are in UTF-8. */
export type Hashable = Uint8Array | string

/*
 * Everything is hashed at once and comes back as text: an object that takes pieces costs twice as much as the hash of a
 * short text, and so does memory for 32 bytes of a digest.
 */

/** The hash of all chunks together. `openssl` is the name of the algorithm there. */
export function hashOf(openssl: string, chunks: readonly Hashable[], form: DigestText): string {
  return hash(openssl, chunks.length === 1 ? chunks[0]! : joined(chunks), form)
}

/** The HMAC of all chunks together (RFC 2104); `blockSize` is that of the hash, in bytes. */
export function hmacOf(
  openssl: string,
  blockSize: number,
  key: Hashable,
  chunks: readonly Hashable[],
  form: DigestText,
): string {
  const { inner, outer } = keyedFor(openssl, blockSize, key)
  const digest = hash(openssl, behind(inner, chunks), 'binary')
  outer.write(digest, blockSize, 'latin1')
  return hash(openssl, outer, form)
}

/** A key made ready. */
interface Keyed {
  readonly openssl: string
  readonly key: Hashable
  /** What the inner hash begins with; where it is ASCII, as text. */
  readonly inner: Hashable
  /** What the outer hash takes, with room for the digest of the inner one. */
  readonly outer: Buffer
}

let last: Keyed | undefined

/** Most keys are secrets of a project, which come again with each event. */
function keyedFor(openssl: string, blockSize: number, key: Hashable): Keyed {
  if (last?.key === key && last.openssl === openssl) return last
  const bytes = typeof key === 'string' ? Buffer.from(key) : key
  const short = bytes.length > blockSize ? hash(openssl, bytes, 'buffer') : bytes
  const inner = padded(short, 0x36, blockSize, 0)
  const room = hash(openssl, '', 'binary').length
  last = {
    openssl,
    key,
    inner: inner.some((byte) => byte > 0x7f) ? inner : inner.toString('latin1'),
    outer: padded(short, 0x5c, blockSize, room),
  }
  return last
}

/** A block of the key, each of its bytes changed by `mask`, and room behind it. */
function padded(key: Uint8Array, mask: number, blockSize: number, room: number): Buffer {
  const block = Buffer.alloc(blockSize + room)
  for (let i = 0; i < blockSize; i++) block[i] = (key[i] ?? 0) ^ mask
  return block
}

function behind(first: Hashable, chunks: readonly Hashable[]): Hashable {
  const [only] = chunks
  if (chunks.length === 1 && typeof first === 'string' && typeof only === 'string') return first + only
  return joined([first, ...chunks])
}

function joined(chunks: readonly Hashable[]): Buffer {
  let size = 0
  for (const chunk of chunks) size += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length
  const all = memory(size)
  let at = 0
  for (const chunk of chunks) {
    if (typeof chunk === 'string') at += all.write(chunk, at, 'utf8')
    else {
      all.set(chunk, at)
      at += chunk.length
    }
  }
  return all
}

/** Sizes beyond it are rare. */
const MOST_KEPT = 256
const kept: (Buffer | undefined)[] = Array.from({ length: MOST_KEPT + 1 }, () => undefined)

/** So many bytes to be hashed at once, which the next to ask for as many gets again. */
function memory(size: number): Buffer {
  if (size > MOST_KEPT) return Buffer.allocUnsafe(size)
  const found = kept[size] ?? Buffer.alloc(size)
  kept[size] = found
  return found
}

/** 128 bits as four unsigned 32-bit words. */
export type Key = readonly [number, number, number, number]

const C1 = 0x239b961b
const C2 = 0xab0e9789
const C3 = 0x38b34ae5
const C4 = 0xa1e38b93

const rotl = (x: number, r: number): number => (x << r) | (x >>> (32 - r))

function mix(h: number): number {
  let x = h
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}

/**
 * MurmurHash3 x86 128-bit (Austin Appleby, public domain) of a text's UTF-8 bytes: names a random stream.
 * Not cryptographic.
 */
export function hashText(text: string, seed = 0): Key {
  const data = new TextEncoder().encode(text)
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const blocks = data.length >>> 4
  let [h1, h2, h3, h4] = [seed, seed, seed, seed]
  for (let i = 0; i < blocks; i++) {
    const at = i << 4
    h1 ^= Math.imul(rotl(Math.imul(view.getUint32(at, true), C1), 15), C2)
    h1 = (Math.imul((rotl(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0
    h2 ^= Math.imul(rotl(Math.imul(view.getUint32(at + 4, true), C2), 16), C3)
    h2 = (Math.imul((rotl(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0
    h3 ^= Math.imul(rotl(Math.imul(view.getUint32(at + 8, true), C3), 17), C4)
    h3 = (Math.imul((rotl(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0
    h4 ^= Math.imul(rotl(Math.imul(view.getUint32(at + 12, true), C4), 18), C1)
    h4 = (Math.imul((rotl(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0
  }
  const tail = [0, 0, 0, 0]
  for (let i = blocks << 4; i < data.length; i++) tail[(i >>> 2) & 3]! |= data[i]! << ((i & 3) << 3)
  h4 ^= Math.imul(rotl(Math.imul(tail[3]!, C4), 18), C1)
  h3 ^= Math.imul(rotl(Math.imul(tail[2]!, C3), 17), C4)
  h2 ^= Math.imul(rotl(Math.imul(tail[1]!, C2), 16), C3)
  h1 ^= Math.imul(rotl(Math.imul(tail[0]!, C1), 15), C2)
  h1 ^= data.length
  h2 ^= data.length
  h3 ^= data.length
  h4 ^= data.length
  h1 = (h1 + h2 + h3 + h4) | 0
  h2 = (h2 + h1) | 0
  h3 = (h3 + h1) | 0
  h4 = (h4 + h1) | 0
  h1 = mix(h1)
  h2 = mix(h2)
  h3 = mix(h3)
  h4 = mix(h4)
  h1 = (h1 + h2 + h3 + h4) | 0
  return [h1 >>> 0, (h2 + h1) >>> 0, (h3 + h1) >>> 0, (h4 + h1) >>> 0]
}

/** A key while it is made: its words may be signed. */
export type KeyWords = [number, number, number, number]

/** The key of stream number `index` below `key`. Index: an integer, 0 ≤ index ≤ 2^53 − 1. */
export function hashIndex(key: Key, index: number): Key {
  const [a, b, c, d] = hashIndexInto(key, index, [0, 0, 0, 0])
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0]
}

/** The same for streams that begin by the million: signed words, in memory that is there. */
export function hashIndexInto(key: Key, index: number, into: KeyWords): KeyWords {
  const low = index >>> 0
  const high = Math.floor(index / 0x1_0000_0000) >>> 0
  const a = mix(key[0] ^ Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77))
  const b = mix((key[1] + a) ^ Math.imul(low + 0x7f4a7c15, 0xc2b2ae3d))
  const c = mix((key[2] + b) ^ Math.imul(high + 0x165667b1, 0x27d4eb2f))
  const d = mix((key[3] + c) ^ (a + Math.imul(low, 0x165667b1)))
  into[0] = a
  into[1] = b
  into[2] = c
  into[3] = d
  return into
}

/** The key of the stream named by `child` below `parent`. */
export function hashKey(parent: Key, child: Key): Key {
  const a = mix(parent[0] ^ Math.imul(child[0], 0x9e3779b1))
  const b = mix((parent[1] + a) ^ Math.imul(child[1], 0x85ebca77))
  const c = mix((parent[2] + b) ^ Math.imul(child[2], 0xc2b2ae3d))
  const d = mix((parent[3] + c) ^ Math.imul(child[3], 0x27d4eb2f))
  return [mix(a + d) >>> 0, b >>> 0, c >>> 0, d >>> 0]
}

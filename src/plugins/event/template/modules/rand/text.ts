import type { Rng } from '../../../../../kernel/index.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'

/** The alphabets of `module.rand.string`, by name. */
export const ALPHABETS = {
  letters_lowercase: LOWER,
  letters_uppercase: UPPER,
  letters: LOWER + UPPER,
  digits: DIGITS,
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  hex: '0123456789abcdef',
} as const

/** `00` … `ff`. */
export const HEX_BYTES: readonly string[] = Array.from({ length: 256 }, (_, i) =>
  i.toString(16).padStart(2, '0'),
)

/** Makes texts of `size` independent, uniform characters; several characters come from one random number. */
export function drawText(rng: Rng, alphabet: string): (size: number) => string {
  const base = alphabet.length
  let perDraw = 1
  let span = base
  while (span * base <= 0x1_0000_0000) {
    span *= base
    perDraw++
  }
  return (size) => {
    let out = ''
    for (let left = size; left > 0; left -= perDraw) {
      let draw = rng.int(0, span - 1)
      for (let i = Math.min(left, perDraw); i > 0; i--) {
        const rest = Math.floor(draw / base)
        out += alphabet[draw - rest * base]
        draw = rest
      }
    }
    return out
  }
}

/** Eight lower-case hex digits from 32 random bits. */
function hexWord(rng: Rng): string {
  const word = rng.uint32()
  return (
    HEX_BYTES[word >>> 24]! +
    HEX_BYTES[(word >>> 16) & 255]! +
    HEX_BYTES[(word >>> 8) & 255]! +
    HEX_BYTES[word & 255]!
  )
}

/** `size` lower-case hex digits. */
export function drawHex(rng: Rng, size: number): string {
  let out = ''
  let left = size
  for (; left >= 8; left -= 8) out += hexWord(rng)
  return left > 0 ? out + hexWord(rng).slice(0, left) : out
}

/** A version 4 UUID (RFC 9562): 122 random bits. */
export function uuid4(rng: Rng): string {
  const a = rng.uint32()
  const b = rng.uint32()
  const c = rng.uint32()
  const d = rng.uint32()
  return `${
    HEX_BYTES[a >>> 24]! + HEX_BYTES[(a >>> 16) & 255]! + HEX_BYTES[(a >>> 8) & 255]! + HEX_BYTES[a & 255]!
  }-${HEX_BYTES[b >>> 24]! + HEX_BYTES[(b >>> 16) & 255]!}-${
    HEX_BYTES[((b >>> 8) & 15) | 64]! + HEX_BYTES[b & 255]!
  }-${HEX_BYTES[((c >>> 24) & 63) | 128]! + HEX_BYTES[(c >>> 16) & 255]!}-${
    HEX_BYTES[(c >>> 8) & 255]! +
    HEX_BYTES[c & 255]! +
    HEX_BYTES[d >>> 24]! +
    HEX_BYTES[(d >>> 16) & 255]! +
    HEX_BYTES[(d >>> 8) & 255]! +
    HEX_BYTES[d & 255]!
  }`
}

import type { Frame } from '../../kernel/index.ts'

/** Characters that become bytes together: a longer text falls out of the processor's cache while it is built. */
const PIECE = 16_384
/** From that length on a frame is better written by itself than as part of a longer text. */
const LONG = 512

/**
 * Frames in UTF-8 one behind the other, with texts before, between and after them. Half of a surrogate pair becomes
 * U+FFFD.
 *
 * @param take memory of at least so many bytes, as it is
 */
export function joined(
  frames: readonly Frame[],
  before: string,
  between: string,
  after: string,
  take: (size: number) => Buffer = Buffer.allocUnsafe,
): Buffer {
  let length = before.length + after.length + between.length * frames.length
  for (let i = 0; i < frames.length; i++) length += frames[i]!.length
  const sheet = new Sheet(length, take)
  let text = before
  for (let i = 0; i < frames.length; i++) {
    const frame = frames[i]!
    if (i > 0) text += between
    if (typeof frame === 'string' && frame.length < LONG) {
      text += frame
      if (text.length < PIECE) continue
      sheet.add(text)
    } else {
      sheet.add(text)
      sheet.add(frame)
    }
    text = ''
  }
  sheet.add(text + after)
  return sheet.bytes
}

class Sheet {
  readonly #take: (size: number) => Buffer
  #bytes: Buffer
  #end = 0

  /** @param length of all in UTF-16 units: bytes enough for ASCII, which most texts are */
  constructor(length: number, take: (size: number) => Buffer) {
    this.#take = take
    this.#bytes = take(length)
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#end)
  }

  add(piece: Frame): void {
    const room = this.#bytes.length - this.#end
    const wide = typeof piece === 'string' ? 3 : 1
    if (wide * piece.length > room && lengthOf(piece) > room) {
      const larger = this.#take(2 * this.#bytes.length + wide * piece.length)
      larger.set(this.bytes)
      this.#bytes = larger
    }
    if (typeof piece === 'string') this.#end += this.#bytes.write(piece, this.#end)
    else {
      this.#bytes.set(piece, this.#end)
      this.#end += piece.length
    }
  }
}

function lengthOf(frame: Frame): number {
  return typeof frame === 'string' ? Buffer.byteLength(frame) : frame.length
}

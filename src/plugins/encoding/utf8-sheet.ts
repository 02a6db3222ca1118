import type { Frame } from '../../kernel/index.ts'

/** Memory that pieces are put into, one behind the other. Half of a surrogate pair becomes U+FFFD. */
export class Utf8Sheet {
  readonly #take: (size: number) => Buffer
  #bytes: Buffer
  #end = 0

  /**
   * @param length of all in UTF-16 units: bytes enough for ASCII, which most texts are
   * @param take memory of at least so many bytes, as it is
   */
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

import { OVERSHOOT, type Sheet } from './sheet.ts'

/**
 * Literals one behind the other in one piece of memory: thousands that are written in turn stay in the processor's
 * cache, where as many objects, each with memory of its own, would push each other out.
 */
export class LiteralBook {
  #bytes = new Uint8Array(4_096)
  #view = new DataView(this.#bytes.buffer)
  #end = 0

  /** All of them. Another one after `add`. */
  get view(): DataView {
    return this.#view
  }

  /** Writes a text into the book; where it stands. */
  add(text: string): { readonly place: number; readonly length: number } {
    const bytes = new TextEncoder().encode(text)
    const place = this.#end
    this.#end += Math.ceil(bytes.length / OVERSHOOT) * OVERSHOOT
    if (this.#end > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#end)
      larger.set(this.#bytes)
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    this.#bytes.set(bytes, place)
    return { place, length: bytes.length }
  }
}

/** Copies a literal of a book as `putLiteral` does it. */
export function putFromBook(
  { view }: Sheet,
  at: number,
  book: DataView,
  place: number,
  length: number,
): number {
  for (let i = 0; i < length; i += OVERSHOOT) view.setFloat64(at + i, book.getFloat64(place + i, true), true)
  return at + length
}

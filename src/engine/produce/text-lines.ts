import { isWellFormed, type Lines, largerSheet, NO_ROOM, putUtf8, takeSheet } from '../../kernel/index.ts'

/** Longer texts are rare, and better encoded by whoever writes them: room is made for the most that a text may take. */
const LONGEST = 65_536
const LINE_FEED = 0x0a

/** What fills less than this part of a sheet is copied: a batch that waits must not hold memory that it hardly fills. */
const FEW = 1 / 4

/** Texts that become lines of UTF-8 one by one, so that none of them has to live until its batch is written. */
export class TextLines {
  #sheet = takeSheet(1)
  #at = 0
  #ends = new Uint32Array(256)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** False for a text that cannot be a line of UTF-8, or that is too long; it is not taken then. */
  push(text: string): boolean {
    if (text.length > LONGEST || !isWellFormed(text)) return false
    let end = putUtf8(this.#sheet, this.#at, text, this.#sheet.bytes.length - 1)
    while (end === NO_ROOM) {
      this.#sheet = largerSheet(this.#sheet, this.#at)
      end = putUtf8(this.#sheet, this.#at, text, this.#sheet.bytes.length - 1)
    }
    this.#sheet.bytes[end] = LINE_FEED
    if (this.#size === this.#ends.length) {
      const larger = new Uint32Array(2 * this.#size)
      larger.set(this.#ends)
      this.#ends = larger
    }
    this.#at = end + 1
    this.#ends[this.#size++] = this.#at
    return true
  }

  pop(): void {
    this.#size--
    this.#at = this.#size === 0 ? 0 : this.#ends[this.#size - 1]!
  }

  /** Those gathered, in memory of their own; gathering begins anew. */
  take(): Lines {
    const written = this.#sheet.bytes.subarray(0, this.#at)
    const few = this.#at < FEW * this.#sheet.bytes.length
    const lines = {
      length: this.#size,
      bytes: few ? new Uint8Array(written) : written,
      ends: this.#ends.slice(0, this.#size),
    }
    if (!few) this.#sheet = takeSheet(this.#at)
    this.#at = 0
    this.#size = 0
    return lines
  }
}

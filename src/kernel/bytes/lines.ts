import type { Lines } from '../batch.ts'
import { largerSheet, NO_ROOM, reuseSheet, type Sheet, takeSheet } from './sheet.ts'

/** Writes a line at a place of a sheet that goes until `size`; where it ends, or NO_ROOM. May be asked again then. */
export type PutLine = (sheet: Sheet, at: number, size: number, index: number) => number

/** Puts lines together in one piece of memory after the other. */
export class LineWriter {
  /** Bytes that a line takes, as far as is known. */
  #usual = 512

  /**
   * @param count how many there are
   * @param fail told of those for which `put` throws, which are left out; without it, the first such error is thrown
   */
  write(count: number, put: PutLine, fail?: (index: number, error: unknown) => void): Lines {
    const ends = new Uint32Array(count)
    let length = 0
    let sheet = takeSheet(count * this.#usual)
    let at = 0
    for (let i = 0; i < count; i++) {
      try {
        let end = put(sheet, at, sheet.bytes.length, i)
        while (end === NO_ROOM) {
          sheet = largerSheet(sheet, at)
          end = put(sheet, at, sheet.bytes.length, i)
        }
        at = end
        ends[length++] = end
      } catch (error) {
        if (!fail) {
          reuseSheet(sheet.bytes)
          throw error
        }
        fail(i, error)
      }
    }
    if (length > 0) this.#usual = Math.ceil(at / length)
    return { length, bytes: sheet.bytes.subarray(0, at), ends: ends.subarray(0, length) }
  }
}

import {
  INSTANT_ROOM,
  instantWriter,
  type Literal,
  literal,
  NUMBER_ROOM,
  putLiteral,
  putNumber,
  type Sheet,
  sheetOf,
  type Zone,
} from '../../../kernel/index.ts'
import type { Dialect } from './dialect.ts'
import type { Place } from './rows.ts'

const ZERO = 0x30
const NINE = 0x39

interface RowStart {
  /** Writes what the rows of an event begin with, up to its time; where that ends. */
  put(sheet: Sheet, at: number, place: Place): number
  /** Bytes that it takes at most. */
  readonly room: number
}

/** What rows begin with, in a dialect; instants as that zone tells them. */
export function rowStartWriter(zone: Zone, dialect: Dialect): RowStart {
  const instant = instantWriter(zone)
  const counters = new Counters(dialect)
  return {
    put: (sheet, at, place) => instant(sheet, counters.put(sheet, at, place), place.time),
    room: counters.room + INSTANT_ROOM,
  }
}

/** The text of the event's numbers. Most are one more than those of the event before: then their last digits count up. */
class Counters implements Literal {
  length = 0
  readonly view: DataView
  /** Bytes that it takes at most. */
  readonly room: number
  readonly #before: Readonly<Record<'position' | 'nowhere' | 'seq' | 'copy' | 'time', Literal>>
  readonly #sheet: Sheet
  /** What stands there; NaN for nothing that could come. */
  #position = Number.NaN
  #seq = Number.NaN
  #copy = Number.NaN
  #positionEnd = 0
  #seqEnd = 0

  constructor(dialect: Dialect) {
    this.#before = {
      position: literal(dialect.position),
      nowhere: literal(dialect.nowhere),
      seq: literal(dialect.seq),
      copy: literal(dialect.copy),
      time: literal(dialect.time),
    }
    const length = Object.values(this.#before).reduce((sum, before) => sum + before.length, 0)
    this.room = length + 3 * NUMBER_ROOM
    this.#sheet = sheetOf(new ArrayBuffer(this.room + (-this.room & 7)))
    this.view = this.#sheet.view
  }

  put(sheet: Sheet, at: number, { position, seq, copy }: Place): number {
    if (position !== this.#position || seq !== this.#seq || copy !== this.#copy)
      this.#begin(position, seq, copy)
    const end = putLiteral(sheet, at, this)
    // Now, not when it is read: a processor waits for bytes that were written just before.
    this.#position = position === null || !this.#countUp(this.#positionEnd) ? Number.NaN : position + 1
    this.#seq = this.#countUp(this.#seqEnd) ? seq + 1 : Number.NaN
    return end
  }

  #begin(position: number | null, seq: number, copy: number): void {
    const sheet = this.#sheet
    const before = this.#before
    const first = putLiteral(sheet, 0, before.position)
    this.#positionEnd =
      position === null ? putLiteral(sheet, first, before.nowhere) : putNumber(sheet, first, position)
    this.#seqEnd = putNumber(sheet, putLiteral(sheet, this.#positionEnd, before.seq), seq)
    const end = putNumber(sheet, putLiteral(sheet, this.#seqEnd, before.copy), copy)
    this.length = putLiteral(sheet, end, before.time)
    this.#copy = copy
  }

  /** Adds one to a number that ends there; false where that takes one digit more. */
  #countUp(end: number): boolean {
    const { bytes } = this.#sheet
    let at = end - 1
    while (bytes[at] === NINE) bytes[at--] = ZERO
    // There may be nothing before the first digit.
    if (!(bytes[at]! >= ZERO && bytes[at]! <= NINE)) return false
    bytes[at]!++
    return true
  }
}

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
import type { Place } from './rows.ts'

const POSITION = literal('{"position":')
const NULL = literal('null')
const SEQ = literal(',"seq":')
const COPY = literal(',"copy":')
const TIME = literal(',"time":"')

const ZERO = 0x30
const NINE = 0x39

const COUNTERS_ROOM = POSITION.length + SEQ.length + COPY.length + TIME.length + 3 * NUMBER_ROOM

/** Bytes that a row takes up to its time, at most. */
export const ROW_START_ROOM = COUNTERS_ROOM + INSTANT_ROOM

/** Writes what the rows of an event begin with, up to its time; where that ends. */
export function rowStartWriter(zone: Zone): (sheet: Sheet, at: number, place: Place) => number {
  const instant = instantWriter(zone)
  const counters = new Counters()
  return (sheet, at, place) => instant(sheet, counters.put(sheet, at, place), place.time)
}

/** The text of the event's numbers. Most are one more than those of the event before: then their last digits count up. */
class Counters implements Literal {
  length = 0
  readonly view: DataView
  readonly #sheet = sheetOf(new ArrayBuffer(COUNTERS_ROOM + (-COUNTERS_ROOM & 7)))
  /** What stands there; NaN for nothing that could come. */
  #position = Number.NaN
  #seq = Number.NaN
  #copy = Number.NaN
  #positionEnd = 0
  #seqEnd = 0

  constructor() {
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
    const first = putLiteral(sheet, 0, POSITION)
    this.#positionEnd = position === null ? putLiteral(sheet, first, NULL) : putNumber(sheet, first, position)
    this.#seqEnd = putNumber(sheet, putLiteral(sheet, this.#positionEnd, SEQ), seq)
    const end = putNumber(sheet, putLiteral(sheet, this.#seqEnd, COPY), copy)
    this.length = putLiteral(sheet, end, TIME)
    this.#copy = copy
  }

  /** Adds one to a number that ends there; false where that takes one digit more. */
  #countUp(end: number): boolean {
    const { bytes } = this.#sheet
    let at = end - 1
    while (bytes[at] === NINE) bytes[at--] = ZERO
    if (bytes[at]! < ZERO || bytes[at]! > NINE) return false
    bytes[at]!++
    return true
  }
}

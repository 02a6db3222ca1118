import { DAY, MINUTE, type Micros, SECOND } from '../time/civil.ts'
import { dateText, offsetText } from '../time/iso.ts'
import { QUARTER, type Zone } from '../time/zone.ts'
import { literal, putLiteral } from './literal.ts'
import { putPair, putSix } from './number.ts'
import type { Sheet } from './sheet.ts'

/** Bytes that an instant takes at most: `2024-01-01T10:00:00.250000+02:00`, and room for a far year. */
export const INSTANT_ROOM = 48

const POINT = 0x2e

/** Writes instants as `isoFormatter` gives them; where the text ends. */
export function instantWriter(zone: Zone): (sheet: Sheet, at: number, instant: Micros) => number {
  const minute = new Minute(zone)
  return (sheet, from, instant) => {
    if (!(instant >= minute.begin && instant < minute.end)) minute.enter(instant)
    // A part of a microsecond is none of ours.
    const rest = (instant - minute.wallBegin) | 0
    const seconds = (rest / SECOND) | 0
    const fraction = rest - SECOND * seconds
    let at = putPair(sheet, putLiteral(sheet, from, minute.before), seconds)
    if (fraction !== 0) {
      sheet.bytes[at] = POINT
      at = putSix(sheet, at + 1, fraction)
    }
    return putLiteral(sheet, at, minute.behind)
  }
}

/** A minute on the wall, as long as the offset stays the same in it: most instants are in that of the one before. */
class Minute {
  begin = Number.NaN
  end = Number.NaN
  /** The instant at which the clock on the wall came to it. */
  wallBegin = 0
  /** `2024-01-01T10:00:` */
  before = literal('')
  /** `+02:00` */
  behind = this.before
  readonly #zone: Zone
  #day = Number.NaN
  #offset = Number.NaN

  constructor(zone: Zone) {
    this.#zone = zone
  }

  enter(instant: Micros): void {
    const offset = this.#zone.offset(instant)
    const wall = Math.floor((instant + offset) / MINUTE) * MINUTE
    const day = Math.floor(wall / DAY)
    if (day !== this.#day || offset !== this.#offset) {
      this.before = literal(`${dateText(wall)}T00:00:`)
      this.behind = literal(offsetText(offset))
      this.#day = day
      this.#offset = offset
    }
    const minutes = (wall - day * DAY) / MINUTE
    const hours = Math.floor(minutes / 60)
    const { length } = this.before
    putPair(this.before, length - 6, hours)
    putPair(this.before, length - 3, minutes - 60 * hours)
    this.wallBegin = wall - offset
    const quarter = Math.floor(instant / QUARTER) * QUARTER
    this.begin = Math.max(this.wallBegin, quarter)
    this.end = Math.min(this.wallBegin + MINUTE, quarter + QUARTER)
  }
}

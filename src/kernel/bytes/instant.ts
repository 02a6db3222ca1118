import { DAY, type Micros, SECOND } from '../time/civil.ts'
import { dateText, offsetText } from '../time/iso.ts'
import type { Zone } from '../time/zone.ts'
import { literal, putLiteral } from './literal.ts'
import { putPadded } from './number.ts'
import type { Sheet } from './sheet.ts'

/** Bytes that an instant takes at most: `2024-01-01T10:00:00.250000+02:00`, and room for a far year. */
export const INSTANT_ROOM = 48

const COLON = 0x3a
const POINT = 0x2e

/** Writes instants as `isoFormatter` gives them; where the text ends. */
export function instantWriter(zone: Zone): (sheet: Sheet, at: number, instant: Micros) => number {
  let day = Number.NaN
  let offset = Number.NaN
  let date = literal('')
  let behind = date
  return (sheet, from, instant) => {
    const { bytes } = sheet
    const shift = zone.offset(instant)
    const wall = instant + shift
    const today = Math.floor(wall / DAY)
    if (today !== day || shift !== offset) {
      day = today
      offset = shift
      date = literal(`${dateText(wall)}T`)
      behind = literal(offsetText(shift))
    }
    const rest = wall - today * DAY
    const seconds = Math.floor(rest / SECOND)
    // A part of a microsecond is none of ours.
    const fraction = Math.floor(rest - seconds * SECOND)
    const minutes = (seconds / 60) | 0
    const hours = (minutes / 60) | 0
    let at = putPadded(sheet, putLiteral(sheet, from, date), hours, 2)
    bytes[at] = COLON
    at = putPadded(sheet, at + 1, minutes - 60 * hours, 2)
    bytes[at] = COLON
    at = putPadded(sheet, at + 1, seconds - 60 * minutes, 2)
    if (fraction !== 0) {
      bytes[at] = POINT
      at = putPadded(sheet, at + 1, fraction, 6)
    }
    return putLiteral(sheet, at, behind)
  }
}

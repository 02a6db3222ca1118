import { MINUTE, type Micros, SECOND } from '../time/civil.ts'
import { isoFormatter } from '../time/iso.ts'
import type { Zone } from '../time/zone.ts'
import { literal, putLiteral } from './literal.ts'
import { putPadded } from './number.ts'
import type { Sheet } from './sheet.ts'

/** Bytes that an instant takes at most: `2024-01-01T10:00:00.250000+02:00`, and room for a far year. */
export const INSTANT_ROOM = 40

/** Writes instants as `isoFormatter` gives them; where the text ends. */
export function instantWriter(zone: Zone): (sheet: Sheet, at: number, instant: Micros) => number {
  const iso = isoFormatter(zone)
  let minute = Number.NaN
  /** `2024-01-01T10:00:` and `+02:00` of the minute at hand. */
  let before = NOTHING
  let behind = NOTHING
  let odd = false
  return (sheet, at, instant) => {
    const whole = Math.floor(instant / MINUTE)
    if (whole !== minute) {
      minute = whole
      const text = iso(whole * MINUTE)
      const colon = text.length - '00+00:00'.length
      before = literal(text.slice(0, colon))
      behind = literal(text.slice(colon + 2))
      // The offset of a zone in the days before time zones has seconds.
      odd = !text.startsWith('00', colon)
    }
    if (odd) return putLiteral(sheet, at, literal(iso(instant)))
    const rest = instant - whole * MINUTE
    const seconds = Math.floor(rest / SECOND)
    const fraction = rest - seconds * SECOND
    let end = putPadded(sheet, putLiteral(sheet, at, before), seconds, 2)
    if (fraction !== 0) {
      sheet.bytes[end] = POINT
      end = putPadded(sheet, end + 1, fraction, 6)
    }
    return putLiteral(sheet, end, behind)
  }
}

const POINT = 0x2e
const NOTHING = literal('')

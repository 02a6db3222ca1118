import { isoFormatter, MINUTE, type Micros, SECOND, type Zone } from '../../kernel/index.ts'
import { putPadded } from './byte-number.ts'
import type { Sheet } from './sheet.ts'

/** Bytes that an instant takes at most: `2024-01-01T10:00:00.250000+02:00`, and room for a far year. */
export const INSTANT_ROOM = 40

/** Writes instants as `isoFormatter` gives them; where the text ends. */
export function instantWriter(zone: Zone): (sheet: Sheet, at: number, instant: Micros) => number {
  const iso = isoFormatter(zone)
  let minute = Number.NaN
  /** `2024-01-01T10:00:`, `00` and `+02:00` of the minute at hand. */
  let before = NOTHING
  let second = NOTHING
  let behind = NOTHING
  return (sheet, at, instant) => {
    const whole = Math.floor(instant / MINUTE)
    if (whole !== minute) {
      minute = whole
      const text = Buffer.from(iso(whole * MINUTE), 'latin1')
      const colon = text.length - '00+00:00'.length
      before = text.subarray(0, colon)
      second = text.subarray(colon, colon + 2)
      behind = text.subarray(colon + 2)
    }
    const rest = instant - whole * MINUTE
    const seconds = Math.floor(rest / SECOND)
    const fraction = rest - seconds * SECOND
    // The offset of a zone in the days before time zones has seconds.
    if (second[0] !== ZERO || second[1] !== ZERO) return put(sheet, at, Buffer.from(iso(instant), 'latin1'))
    let end = putPadded(sheet, put(sheet, at, before), seconds, 2)
    if (fraction !== 0) {
      sheet.bytes[end] = POINT
      end = putPadded(sheet, end + 1, fraction, 6)
    }
    return put(sheet, end, behind)
  }
}

const ZERO = 0x30
const POINT = 0x2e
const NOTHING = Buffer.alloc(0)

function put({ bytes }: Sheet, at: number, text: Buffer): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text[i]!
  return at + text.length
}

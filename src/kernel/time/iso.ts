import { DAY, MINUTE, type Micros, SECOND, toCivil } from './civil.ts'
import type { Zone } from './zone.ts'

/**
 * ISO 8601 text of instants in one zone: `2024-01-01T10:00:00+02:00`, with six digits of fraction when there
 * is one. Consecutive instants of one day, and of one second, share their beginning, which is what makes this fast.
 */
export function isoFormatter(zone: Zone): (instant: Micros) => string {
  let second = Number.NaN
  let day = Number.NaN
  let date = ''
  let prefix = ''
  let shift = Number.NaN
  let suffix = ''
  return (instant) => {
    const whole = Math.floor(instant / SECOND)
    if (whole !== second) {
      second = whole
      const offset = zone.offset(instant)
      const wall = whole * SECOND + offset
      const today = Math.floor(wall / DAY)
      if (today !== day) {
        day = today
        date = `${dateText(wall)}T`
      }
      if (offset !== shift) {
        shift = offset
        suffix = offsetText(offset)
      }
      prefix = date + clockText(Math.floor((wall - today * DAY) / SECOND))
    }
    // A part of a microsecond is none of ours.
    const fraction = Math.floor(instant - whole * SECOND)
    if (fraction === 0) return prefix + suffix
    const thousands = Math.floor(fraction / 1_000)
    return `${prefix}.${threeDigits(thousands)}${threeDigits(fraction - 1_000 * thousands)}${suffix}`
  }
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, i) => pad(i, 2))
const THREE_DIGITS = Array.from({ length: 1_000 }, (_, i) => pad(i, 3))

/** `000` … `999`, from a table: several times faster than padding. */
export function threeDigits(value: number): string {
  return THREE_DIGITS[value]!
}

/** `2024-01-31` of wall-clock microseconds. */
export function dateText(wall: Micros): string {
  const { year, month, day } = toCivil(wall)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** `10:00:59` of a second of the day. */
function clockText(second: number): string {
  const minutes = Math.floor(second / 60)
  const hours = Math.floor(minutes / 60)
  return `${TWO_DIGITS[hours]}:${TWO_DIGITS[minutes - 60 * hours]}:${TWO_DIGITS[second - 60 * minutes]}`
}

/** `+02:00`, `-05:30`. */
export function offsetText(offset: Micros): string {
  const minutes = Math.floor(Math.abs(offset) / MINUTE)
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

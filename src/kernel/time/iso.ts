import { MINUTE, type Micros, SECOND, toCivil } from './civil.ts'
import type { Zone } from './zone.ts'

/**
 * ISO 8601 text of instants in one zone: `2024-01-01T10:00:00+02:00`, with six digits of fraction when there
 * is one. Consecutive instants of one second share their prefix, which is what makes this fast.
 */
export function isoFormatter(zone: Zone): (instant: Micros) => string {
  let second = Number.NaN
  let prefix = ''
  let suffix = ''
  return (instant) => {
    const whole = Math.floor(instant / SECOND)
    if (whole !== second) {
      second = whole
      const offset = zone.offset(instant)
      prefix = wallText(whole * SECOND + offset)
      suffix = offsetText(offset)
    }
    const fraction = instant - whole * SECOND
    if (fraction === 0) return prefix + suffix
    const thousands = Math.floor(fraction / 1_000)
    return `${prefix}.${threeDigits(thousands)}${threeDigits(fraction - 1_000 * thousands)}${suffix}`
  }
}

const THREE_DIGITS = Array.from({ length: 1_000 }, (_, i) => pad(i, 3))

/** `000` … `999`, from a table: several times faster than padding. */
export function threeDigits(value: number): string {
  return THREE_DIGITS[value]!
}

function wallText(wall: Micros): string {
  const c = toCivil(wall)
  return `${pad(c.year, 4)}-${pad(c.month, 2)}-${pad(c.day, 2)}T${pad(c.hour, 2)}:${pad(c.minute, 2)}:${pad(c.second, 2)}`
}

/** `+02:00`, `-05:30`. */
export function offsetText(offset: Micros): string {
  const minutes = Math.floor(Math.abs(offset) / MINUTE)
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

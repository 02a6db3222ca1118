import { MINUTE, type Micros, SECOND } from '../../../kernel/index.ts'
import type { CalendarDay } from './calendar.ts'

const DASH = 0x2d
const COLON = 0x3a
const DOT = 0x2e
const PLUS = 0x2b
const T = 0x54

/** The first and the second digit of 0–99. */
const TENS = Uint8Array.from({ length: 100 }, (_, value) => 0x30 + Math.floor(value / 10))
const ONES = Uint8Array.from({ length: 100 }, (_, value) => 0x30 + (value % 10))

/**
 * `2024-01-31T13:05:07.000250+02:00`, without microseconds if there are none. Its characters are put together at
 * once: a text made of a dozen pieces is a tree, which each reader has to walk. The year has four digits, the
 * offset whole minutes.
 */
export function isoText({ year, month, day }: CalendarDay, rest: Micros, offset: Micros): string {
  const century = Math.floor(year / 100)
  const y = year - century * 100
  const minutes = Math.floor(rest / MINUTE)
  const h = Math.floor(minutes / 60)
  const m = minutes - h * 60
  const left = rest - minutes * MINUTE
  const s = Math.floor(left / SECOND)
  const micros = left - s * SECOND
  const away = Math.abs(offset) / MINUTE
  const oh = Math.floor(away / 60)
  const om = away - oh * 60
  const sign = offset < 0 ? DASH : PLUS
  // biome-ignore format: a table of characters
  if (micros === 0) {
    return String.fromCharCode(
      TENS[century]!, ONES[century]!, TENS[y]!, ONES[y]!, DASH, TENS[month]!, ONES[month]!, DASH, TENS[day]!, ONES[day]!, T,
      TENS[h]!, ONES[h]!, COLON, TENS[m]!, ONES[m]!, COLON, TENS[s]!, ONES[s]!,
      sign, TENS[oh]!, ONES[oh]!, COLON, TENS[om]!, ONES[om]!,
    )
  }
  const a = Math.floor(micros / 10_000)
  const b = Math.floor(micros / 100) - a * 100
  const c = micros % 100
  // biome-ignore format: a table of characters
  return String.fromCharCode(
    TENS[century]!, ONES[century]!, TENS[y]!, ONES[y]!, DASH, TENS[month]!, ONES[month]!, DASH, TENS[day]!, ONES[day]!, T,
    TENS[h]!, ONES[h]!, COLON, TENS[m]!, ONES[m]!, COLON, TENS[s]!, ONES[s]!,
    DOT, TENS[a]!, ONES[a]!, TENS[b]!, ONES[b]!, TENS[c]!, ONES[c]!,
    sign, TENS[oh]!, ONES[oh]!, COLON, TENS[om]!, ONES[om]!,
  )
}

import { HOUR, MINUTE, type Micros, SECOND } from '../../../kernel/index.ts'
import { twoDigits } from './calendar.ts'

let latest = Number.NaN
let latestText = ''

/** `+03:00` as `offsetText` writes it. The last answer is kept. */
export function isoOffset(offset: Micros): string {
  if (offset !== latest) {
    latestText = offsetText(offset, ':')
    latest = offset
  }
  return latestText
}

/** `+03:00`, with seconds and microseconds if there are any; `separator` stands between the parts. */
export function offsetText(offset: Micros, separator: string): string {
  const size = Math.abs(offset)
  let text = (offset < 0 ? '-' : '+') + twoDigits(Math.floor(size / HOUR)) + separator
  text += twoDigits(Math.floor((size % HOUR) / MINUTE))
  if (size % MINUTE !== 0) text += separator + twoDigits(Math.floor((size % MINUTE) / SECOND))
  if (size % SECOND !== 0) text += `.${String(size % SECOND).padStart(6, '0')}`
  return text
}

/** How the zone database names an offset that has no abbreviation: `+03`, `-0330`. */
export function offsetName(offset: Micros): string {
  return offsetText(offset, '').replace(/^(.\d\d)00$/, '$1')
}

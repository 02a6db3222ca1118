import { threeDigits } from './time/iso.ts'

/** A run of `#` in a pattern, and the text before it. */
export interface DigitGroup {
  readonly before: string
  readonly width: number
}

/** The parts of a pattern such as `item_######_part_#`; at least one group. */
export function digitGroups(pattern: string): {
  readonly groups: readonly DigitGroup[]
  readonly end: string
} {
  const groups = [...pattern.matchAll(/([^#]*)(#+)/g)].map(([, before, marks]) => ({
    before: before!,
    width: marks!.length,
  }))
  if (groups.length === 0) throw new RangeError(`the pattern "${pattern}" has no place for a digit`)
  return { groups, end: pattern.slice(pattern.lastIndexOf('#') + 1) }
}

/** What a pattern makes of an integer ≥ 0. */
export function digitsText(pattern: string): (value: number) => string {
  const { groups, end } = digitGroups(pattern)
  let write: (value: number) => string = () => ''
  for (const [i, { before, width }] of groups.entries()) {
    if (i === 0) {
      write = (value) => before + padded(value, width)
      continue
    }
    const earlier = write
    const scale = 10 ** width
    write = (value) => {
      const rest = Math.floor(value / scale)
      return earlier(rest) + before + padded(value - scale * rest, width)
    }
  }
  return end === '' ? write : (value) => write(value) + end
}

/** Those that are exact. A power takes longer than all the rest. */
const POWERS = Array.from({ length: 23 }, (_, i) => 10 ** i)

function padded(value: number, width: number): string {
  if (width < 3 || !(value < POWERS[width]!)) return String(value).padStart(width, '0')
  if (width === 3) return threeDigits(value)
  const thousands = Math.floor(value / 1_000)
  return padded(thousands, width - 3) + threeDigits(value - 1_000 * thousands)
}

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
  const last = groups.length - 1
  const write = (value: number, i: number): string => {
    const { before, width } = groups[i]!
    if (i === 0) return before + padded(value, width)
    const scale = 10 ** width
    const rest = Math.floor(value / scale)
    return write(rest, i - 1) + before + padded(value - scale * rest, width)
  }
  return (value) => write(value, last) + end
}

function padded(value: number, width: number): string {
  if (width < 3 || value >= 10 ** width) return String(value).padStart(width, '0')
  if (width === 3) return threeDigits(value)
  const thousands = Math.floor(value / 1_000)
  return padded(thousands, width - 3) + threeDigits(value - 1_000 * thousands)
}

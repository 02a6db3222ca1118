import type { Micros } from '../../../../kernel/index.ts'

const NUMBER = /^-?\d+(?:\.(\d+))?$/

interface Unit {
  /** The first size that is no longer taken for this unit: the year 5138. */
  readonly most: number
  /** Decimals of this unit that a microsecond has; a nanosecond has three too few. */
  readonly digits: number
}

const UNITS: readonly Unit[] = [
  { most: 1e11, digits: 6 },
  { most: 1e14, digits: 3 },
  { most: 1e17, digits: 0 },
  { most: Number.POSITIVE_INFINITY, digits: -3 },
]

function digitsOf(text: string): number {
  const size = Math.abs(Number(text))
  return UNITS.find(({ most }) => size < most)!.digits
}

/** A Unix time in seconds, milli-, micro- or nanoseconds, told by its size; undefined if the text is none. */
export function readEpoch(text: string): Micros | undefined {
  if (!NUMBER.test(text)) return undefined
  const digits = digitsOf(text)
  if (digits < 0) return Math.round(Number(text) / 10 ** -digits)
  // The point is moved in the text: a multiplication would round before the last digit.
  const [whole, fraction = ''] = text.split('.')
  return Math.round(
    Number(`${whole}${fraction.padEnd(digits, '0').slice(0, digits)}.${fraction.slice(digits)}`),
  )
}

/** An instant as a Unix time in the unit of another one, with as many decimals; what is finer is cut off. */
export function writeEpoch(instant: Micros, like: string): string {
  const decimals = NUMBER.exec(like)?.[1]?.length ?? 0
  const digits = digitsOf(like)
  const micros = String(Math.abs(instant))
  const padded = digits < 0 ? micros + '0'.repeat(-digits) : micros.padStart(digits + 1, '0')
  const point = padded.length - Math.max(0, digits)
  const fraction = padded.slice(point).padEnd(decimals, '0').slice(0, decimals)
  const number = decimals === 0 ? padded.slice(0, point) : `${padded.slice(0, point)}.${fraction}`
  return instant < 0 && /[1-9]/.test(number) ? `-${number}` : number
}

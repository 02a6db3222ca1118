import type { Sheet } from './sheet.ts'

/** The longest number: sign, digits, point and exponent, and what may be written beyond them. */
export const NUMBER_ROOM = 32

const ZERO = 0x30
const POINT = 0x2e
const MINUS = 0x2d

/** Below it, a hundred times as much is less than 2^31. */
const LARGEST_HUNDREDTHS = 2e7

/** `00` … `99`, two bytes each. */
const PAIRS = Uint16Array.from(
  { length: 100 },
  (_, i) => ((ZERO + (i % 10)) << 8) | (ZERO + Math.floor(i / 10)),
)

/** An integer 0 ≤ n < 2^31. */
export function putInteger(sheet: Sheet, at: number, n: number): number {
  const { bytes, view } = sheet
  if (n < 10) {
    bytes[at] = ZERO + n
    return at + 1
  }
  if (n < 100) {
    view.setUint16(at, PAIRS[n]!, true)
    return at + 2
  }
  const hundreds = (n / 100) | 0
  const pair = PAIRS[n - 100 * hundreds]!
  if (n < 1_000) {
    bytes[at] = ZERO + hundreds
    view.setUint16(at + 1, pair, true)
    return at + 3
  }
  const end = n < 10_000 ? at + 2 : putInteger(sheet, at, (n / 10_000) | 0) + 2
  view.setUint16(end - 2, PAIRS[hundreds % 100]!, true)
  view.setUint16(end, pair, true)
  return end + 2
}

/** Two digits of an integer 0 ≤ n < 100. */
export function putPair({ view }: Pick<Sheet, 'view'>, at: number, n: number): number {
  view.setUint16(at, PAIRS[n]!, true)
  return at + 2
}

/** Six digits of an integer 0 ≤ n < 1,000,000. */
export function putSix(sheet: Sheet, at: number, n: number): number {
  const hundreds = (n / 100) | 0
  const tenThousands = (hundreds / 100) | 0
  putPair(sheet, at, tenThousands)
  putPair(sheet, at + 2, hundreds - 100 * tenThousands)
  return putPair(sheet, at + 4, n - 100 * hundreds)
}

/** A finite number as JavaScript writes it; −0 is 0. */
export function putNumber(sheet: Sheet, at: number, value: number): number {
  const whole = value | 0
  if (whole === value && whole >= 0) return putInteger(sheet, at, whole)
  return putAscii(sheet, at, String(value))
}

function putAscii({ bytes }: Sheet, at: number, text: string): number {
  const { length } = text
  for (let i = 0; i < length; i++) bytes[at + i] = text.charCodeAt(i)
  return at + length
}

/**
 * The same, fast for a number of at most so many digits after the point. Such a number is the one nearest to its
 * decimal text, and as long as that has no more than 15 digits no shorter text means the same number.
 *
 * @param scale 10 to the power of `decimals`, 1–6
 */
export function putFixed(sheet: Sheet, at: number, value: number, scale: number, decimals: number): number {
  const integer = value | 0
  if (integer === value && integer >= 0) return putInteger(sheet, at, integer)
  const size = Math.abs(value)
  // Two digits are most that numbers have: amounts, shares, seconds. And V8 divides by a constant without dividing.
  if (size < LARGEST_HUNDREDTHS) {
    const hundredths = (size * 100 + 0.5) | 0
    if (hundredths / 100 === size) return putHundredths(sheet, at, value, hundredths)
  }
  const exact = size * scale + 0.5
  const scaled = exact | 0
  if (!(exact < 0x7fff_ffff) || scaled / scale !== size) return putNumber(sheet, at, value)
  const { bytes, view } = sheet
  let end = at
  if (value < 0) bytes[end++] = MINUS
  const whole = (scaled / scale) | 0
  end = putInteger(sheet, end, whole)
  let rest = scaled - scale * whole
  if (rest === 0) return end
  bytes[end++] = POINT
  // In pairs of digits, the last filled up with a zero.
  if (decimals & 1) rest *= 10
  const pairs = (decimals + 1) >> 1
  for (let i = pairs - 1; i >= 0; i--) {
    const quotient = (rest / 100) | 0
    view.setUint16(end + 2 * i, PAIRS[rest - 100 * quotient]!, true)
    rest = quotient
  }
  end += 2 * pairs
  while (bytes[end - 1] === ZERO) end--
  return end
}

/** A number of at most two digits after the point, of which so many hundredths are the size. */
function putHundredths(sheet: Sheet, at: number, value: number, hundredths: number): number {
  const { bytes, view } = sheet
  let end = at
  if (value < 0) bytes[end++] = MINUS
  const whole = (hundredths / 100) | 0
  const rest = hundredths - 100 * whole
  end = putInteger(sheet, end, whole)
  if (rest === 0) return end
  bytes[end] = POINT
  view.setUint16(end + 1, PAIRS[rest]!, true)
  return rest % 10 === 0 ? end + 2 : end + 3
}

/** An integer 0 ≤ n < 2^31 with zeros before it, at least so many digits. */
export function putPadded(sheet: Sheet, at: number, n: number, width: number): number {
  const { bytes, view } = sheet
  let rest = n
  let end = at + width
  while (end - at >= 2) {
    const quotient = (rest / 100) | 0
    end -= 2
    view.setUint16(end, PAIRS[rest - 100 * quotient]!, true)
    rest = quotient
  }
  if (end > at) {
    const quotient = (rest / 10) | 0
    bytes[at] = ZERO + rest - 10 * quotient
    rest = quotient
  }
  return rest === 0 ? at + width : putInteger(sheet, at, n)
}

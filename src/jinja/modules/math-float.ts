/** Operations on the bits of a double that JavaScript's Math lacks. */
const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

/** The neighbour of `x` in the direction of `toward`. */
export function nextAfter(x: number, toward: number): number {
  if (Number.isNaN(x) || Number.isNaN(toward)) return Number.NaN
  if (x === toward) return toward
  if (x === 0) return toward > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE
  double[0] = x
  bits[0] = bits[0]! + (x > 0 === toward > x ? 1n : -1n)
  return double[0]!
}

/** Mantissa m with 0.5 ≤ |m| < 1 and exponent e such that x = m · 2^e. */
export function splitFloat(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0]
  const lift = Math.abs(x) < 2 ** -1022 ? 54 : 0
  double[0] = x * 2 ** lift
  const exponent = Number((bits[0]! >> 52n) & 0x7ffn) - 1022
  bits[0] = (bits[0]! & ~(0x7ffn << 52n)) | (1022n << 52n)
  return [double[0]!, exponent - lift]
}

/** x · 2^exponent, rounded once. */
export function ldexp(x: number, exponent: number): number {
  if (x === 0 || !Number.isFinite(x)) return x
  const [mantissa, own] = splitFloat(x)
  const target = own + exponent
  if (target > 1025) return x > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  if (target < -1080) return x > 0 ? 0 : -0
  const half = target < -1020 ? target + 1000 : target - 2
  return target < -1020 ? mantissa * 2 ** half * 2 ** -1000 : mantissa * 4 * 2 ** half
}

/** IEEE 754 remainder: x − n·y with n the integer nearest to x / y, ties to even. */
export function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || y === 0 || !Number.isFinite(x)) return Number.NaN
  if (!Number.isFinite(y)) return x
  const size = Math.abs(x)
  const step = Math.abs(y)
  const rest = size % step
  const other = step - rest
  let result = rest
  if (rest > other) result = -other
  else if (rest === other) result = rest - 2 * ((0.5 * (size - rest)) % step)
  return x < 0 || Object.is(x, -0) ? -result : result
}

/** Sum without loss of precision: Shewchuk's partial sums, as in CPython's `math.fsum`. */
export function fsum(values: readonly number[]): number {
  const partials: number[] = []
  for (const value of values) {
    let x = value
    let kept = 0
    for (const partial of partials) {
      let y = partial
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x]
      const high = x + y
      const low = y - (high - x)
      if (low !== 0) partials[kept++] = low
      x = high
    }
    partials.length = kept
    partials.push(x)
  }
  return rounded(partials)
}

/** The sum of partials of growing size, rounded half to even across all of them. */
function rounded(partials: readonly number[]): number {
  let at = partials.length
  if (at === 0) return 0
  let high = partials[--at]!
  let low = 0
  while (at > 0) {
    const x = high
    const y = partials[--at]!
    high = x + y
    low = y - (high - x)
    if (low !== 0) break
  }
  const next = at > 0 ? partials[at - 1]! : 0
  if (next !== 0 && low < 0 === next < 0 && low !== 0) {
    const y = low * 2
    const x = high + y
    if (y === x - high) return x
  }
  return high
}

/**
 * An unevaluated sum of two doubles, |low| ≤ ulp(high) / 2: about 106 bits.
 * Source of the algorithms: T. J. Dekker, «A floating-point technique for extending the available precision»
 * (1971); D. E. Knuth, TAOCP vol. 2, theorem 4.2.2-B.
 */
export type Double2 = readonly [high: number, low: number]

const SPLITTER = 134_217_729

function sum(a: number, b: number): Double2 {
  const s = a + b
  const t = s - a
  return [s, a - (s - t) + (b - t)]
}

/** Exact as long as neither factor nor product leaves the middle of the exponent range. */
function product(a: number, b: number): Double2 {
  const p = a * b
  const sa = SPLITTER * a
  const ah = sa - (sa - a)
  const al = a - ah
  const sb = SPLITTER * b
  const bh = sb - (sb - b)
  const bl = b - bh
  return [p, ah * bh - p + ah * bl + al * bh + al * bl]
}

function add(a: Double2, b: Double2): Double2 {
  const [high, error] = sum(a[0], b[0])
  const [low, rest] = sum(a[1], b[1])
  const [h, l] = sum(high, error + low)
  return sum(h, l + rest)
}

export function multiply(a: Double2, b: Double2): Double2 {
  const [high, error] = product(a[0], b[0])
  return sum(high, error + (a[0] * b[1] + a[1] * b[0]))
}

export function divide(a: Double2, b: Double2): Double2 {
  const first = a[0] / b[0]
  const rest = add(a, multiply(b, [-first, 0]))
  const second = rest[0] / b[0]
  const last = add(rest, multiply(b, [-second, 0]))
  return add(sum(first, second), [last[0] / b[0], 0])
}

const LN2: Double2 = [Math.LN2, 2.3190468138462996e-17]
const HALVINGS = 9
const TERMS = 10

/** e^a as mantissa · 2^scale, for |a| ≤ 745. */
export function exp(a: Double2): { mantissa: Double2; scale: number } {
  const scale = Math.round(a[0] / LN2[0])
  const reduced = add(a, multiply(LN2, [-scale, 0]))
  const shrink = 2 ** -HALVINGS
  const r: Double2 = [reduced[0] * shrink, reduced[1] * shrink]
  // e^r − 1 by Taylor's series from its far end, then (1 + s)² − 1 = 2s + s² takes the halvings back.
  let s: Double2 = [0, 0]
  for (let n = TERMS; n >= 1; n--) s = divide(multiply(r, add([1, 0], s)), [n, 0])
  for (let i = 0; i < HALVINGS; i++) s = add([2 * s[0], 2 * s[1]], multiply(s, s))
  return { mantissa: add([1, 0], s), scale }
}

/** Natural logarithm of a normal double x > 0: a double's guess and one step of Halley's method. */
export function log(x: number): Double2 {
  const scale = Math.round(Math.log2(x))
  const m = x / 2 ** scale
  const guess = Math.log(m)
  const { mantissa, scale: shift } = exp([guess, 0])
  const e: Double2 = [mantissa[0] * 2 ** shift, mantissa[1] * 2 ** shift]
  const step = divide(add([m, 0], [-e[0], -e[1]]), add([m, 0], e))
  return add(multiply(LN2, [scale, 0]), add([guess, 0], [2 * step[0], 2 * step[1]]))
}

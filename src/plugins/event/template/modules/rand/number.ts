import {
  defineFunction,
  integer,
  lt,
  Namespace,
  PythonError,
  real,
  type Value,
} from '../../../../../jinja/index.ts'
import { float, math, type Rng } from '../../../../../kernel/index.ts'

/** `module.rand.number`: numbers by distribution. All but `integer` and `clamp` give floats. */
export function numberModule(rng: Rng): Namespace {
  return new Namespace('rand.number', {
    integer: defineFunction('integer(a, b)', (a, b) => drawInteger(rng, integer(a), integer(b))),
    floating: defineFunction('floating(a, b)', (a, b) => {
      const low = real(a)
      return float(low + (real(b) - low) * rng.float())
    }),
    gauss: defineFunction('gauss(mu, sigma)', (mu, sigma) => float(real(mu) + real(sigma) * rng.normal())),
    lognormal: defineFunction('lognormal(mu, sigma)', (mu, sigma) => {
      const value = math.exp(real(mu) + real(sigma) * rng.normal())
      if (value === Number.POSITIVE_INFINITY) throw new PythonError('OverflowError', 'math range error')
      return float(value)
    }),
    exponential: defineFunction('exponential(lambd)', (lambd) => {
      const rate = real(lambd)
      if (rate === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
      return float(rng.exponential() / rate)
    }),
    pareto: defineFunction('pareto(alpha, xmin?)', (alpha, xmin = 1) => {
      const shape = real(alpha)
      if (shape === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
      return float(real(xmin) * math.pow(1 - rng.float(), -1 / shape))
    }),
    triangular: defineFunction('triangular(low, high, mode)', (low, high, mode) =>
      triangular(rng, low, high, mode),
    ),
    clamp: defineFunction('clamp(value, min_val, max_val)', clamp),
  })
}

/** A uniform int of any size, both ends included. */
function drawInteger(rng: Rng, low: number | bigint, high: number | bigint): number | bigint {
  if (typeof low === 'number' && typeof high === 'number') {
    if (high < low) throw new PythonError('ValueError', `empty range: ${low} is greater than ${high}`)
    if (high - low < Number.MAX_SAFE_INTEGER) return rng.int(low, high)
  }
  const from = BigInt(low)
  const span = BigInt(high) - from + 1n
  if (span < 1n) throw new PythonError('ValueError', `empty range: ${low} is greater than ${high}`)
  // Rejection below the next power of two keeps it exact whatever the size.
  const bits = BigInt((span - 1n).toString(2).length)
  for (;;) {
    let draw = 0n
    for (let have = 0n; have < bits; have += 32n) draw = (draw << 32n) | BigInt(rng.uint32())
    draw &= (1n << bits) - 1n
    if (draw < span) return toInt(from + draw)
  }
}

function toInt(value: bigint): number | bigint {
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : value
}

function triangular(rng: Rng, low: Value, high: Value, mode: Value): Value {
  const from = real(low)
  const to = real(high)
  if (from === to) return low
  const peak = mode === null ? 0.5 : (real(mode) - from) / (to - from)
  const u = rng.float()
  return float(
    u > peak ? to + (from - to) * Math.sqrt((1 - u) * (1 - peak)) : from + (to - from) * Math.sqrt(u * peak),
  )
}

/** `max(min_val, min(max_val, value))`: gives the winning argument itself, so its type stays; a bound wins a tie. */
function clamp(value: Value, low: Value, high: Value): Value {
  const below = lt(value, high) ? value : high
  return lt(low, below) ? below : low
}

import { math } from '../../../kernel/index.ts'
import { PythonError, type Value } from '../../python/ops.ts'
import { index, real } from '../read.ts'

/** Anything that gives numbers 0 ≤ x < 1. */
export interface Uniform {
  float(): number
}

const NORMAL = (4 * Math.exp(-0.5)) / Math.sqrt(2)
const LOG_4 = Math.log(4)
const GAMMA = 1 + Math.log(4.5)

/** Kinderman and Monahan (1977). */
export function normal(rng: Uniform, mu: number, sigma: number): number {
  for (;;) {
    const u = rng.float()
    const v = 1 - rng.float()
    const z = (NORMAL * (u - 0.5)) / v
    if ((z * z) / 4 <= -math.log(v)) return mu + z * sigma
  }
}

/** ZeroDivisionError for a rate of 0. */
export function exponential(rng: Uniform, rate: number): number {
  if (rate === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
  return -math.log(1 - rng.float()) / rate
}

/** Cheng (1977) for shapes above 1, Ahrens and Dieter (1974) for those below. */
export function gamma(rng: Uniform, shape: number, scale: number): number {
  if (shape === 1) return exponential(rng, 1) * scale
  return (shape > 1 ? peaked(rng, shape) : steep(rng, shape)) * scale
}

function peaked(rng: Uniform, shape: number): number {
  const a = Math.sqrt(2 * shape - 1)
  const b = shape - LOG_4
  const c = shape + a
  for (;;) {
    const u = rng.float()
    if (!(u > 1e-7 && u < 0.9999999)) continue
    const w = 1 - rng.float()
    const v = math.log(u / (1 - u)) / a
    const x = shape * math.exp(v)
    const z = u * u * w
    const r = b + c * v - x
    if (r + GAMMA - 4.5 * z >= 0 || r >= math.log(z)) return x
  }
}

function steep(rng: Uniform, shape: number): number {
  for (;;) {
    const b = (Math.E + shape) / Math.E
    const p = b * rng.float()
    const x = p <= 1 ? math.pow(p, 1 / shape) : -math.log((b - p) / shape)
    const u = rng.float()
    if (p > 1 ? u <= math.pow(x, shape - 1) : u <= math.exp(-x)) return x
  }
}

export function triangular(rng: Uniform, low: number, high: number, mode: Value): number {
  const u = rng.float()
  if (high === low) return low
  const peak = mode === null ? 0.5 : (real(mode) - low) / (high - low)
  return u > peak
    ? high + (low - high) * Math.sqrt((1 - u) * (1 - peak))
    : low + (high - low) * Math.sqrt(u * peak)
}

/** Best and Fisher (1979), with the numerically safer form of CPython. */
export function vonMises(rng: Uniform, mu: number, kappa: number): number {
  const turn = 2 * Math.PI
  if (kappa <= 1e-6) return turn * rng.float()
  const s = 0.5 / kappa
  const r = s + Math.sqrt(1 + s * s)
  for (;;) {
    const z = Math.cos(Math.PI * rng.float())
    const d = z / (r + z)
    const u = rng.float()
    if (u < 1 - d * d || u <= (1 - d) * math.exp(d)) {
      const q = 1 / r
      const angle = Math.acos((q + z) / (1 + q * z))
      const turned = (mu + (rng.float() > 0.5 ? angle : -angle)) % turn
      return turned < 0 ? turned + turn : turned
    }
  }
}

export function positive(value: Value, name: string): number {
  const found = real(value)
  if (found > 0) return found
  throw new PythonError('ValueError', `${name}: alpha and beta must be > 0.0`)
}

export function bitCount(k: Value): number {
  if (index(k) < 0) throw new PythonError('ValueError', 'number of bits must be non-negative')
  return index(k)
}

/**
 * Elementary functions that give the same bits on every JavaScript engine. Engines may (and do) change their
 * Math.log and Math.exp between versions; a golden hash must survive that. Used wherever randomness is shaped.
 *
 * Algorithms and constants: FreeBSD msun / fdlibm `e_log.c` and `e_exp.c`, error below 1 ulp.
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */
const float64 = new Float64Array(1)
const words = new Uint32Array(float64.buffer)
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
const HIGH = LITTLE_ENDIAN ? 1 : 0
const LOW = 1 - HIGH

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

/** Natural logarithm. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  let k = 0
  let scaled = x
  if (x < 2.2250738585072014e-308) {
    scaled = x * 18014398509481984 // 2^54 lifts a subnormal into the normal range
    k = -54
  }
  float64[0] = scaled
  let high = words[HIGH]! + (0x3ff00000 - 0x3fe6a09e)
  k += (high >>> 20) - 0x3ff
  high = (high & 0x000fffff) + 0x3fe6a09e
  words[HIGH] = high
  const f = float64[0]! - 1
  const half = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  return s * (half + even + odd) + k * LN2_LOW - half + f + k * LN2_HIGH
}

/** e^x. */
export function exp(x: number): number {
  if (!(x > -745.1332191019412)) return Number.isNaN(x) ? x : 0
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  const size = Math.abs(x)
  let k = 0
  let high = x
  let low = 0
  if (size > 0.34657359027997264) {
    k = size >= 1.0397207708399179 ? Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5)) : x < 0 ? -1 : 1
    high = x - k * LN2_HIGH
    low = k * LN2_LOW
  } else if (size < 3.725290298461914e-9) return 1 + x
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))))
  const y = 1 + ((r * c) / (2 - c) - low + high)
  if (k === 0) return y
  return k < -1021
    ? y * powerOfTwo(k + 1000) * powerOfTwo(-1000)
    : k > 1023
      ? y * 2 * powerOfTwo(k - 1)
      : y * powerOfTwo(k)
}

/** x^y for x > 0, through log and exp: relative error grows with |y·log x|, about 1e-13 at 700. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1
  if (x === 0) return y > 0 ? 0 : Number.POSITIVE_INFINITY
  return exp(y * log(x))
}

/**
 * Sine of so many full turns: sin(2π·turns), period 1. Reduced in turns, which is exact, then by the polynomials of
 * `k_sin.c` and `k_cos.c` on |x| ≤ π/4.
 */
export function sinTurns(turns: number): number {
  const within = turns - Math.floor(turns)
  const quarter = Math.round(within * 4)
  const x = (within - quarter / 4) * (2 * Math.PI)
  const z = x * x
  const value = quarter % 2 === 0 ? sinNearZero(x, z) : cosNearZero(z)
  return quarter === 2 || quarter === 3 ? -value : value
}

function sinNearZero(x: number, z: number): number {
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))
  return x + z * x * (-0.16666666666666632 + z * r)
}

function cosNearZero(z: number): number {
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))))
  return 1 - (0.5 * z - z * r)
}

/** 2^k, −1022 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  words[HIGH] = (k + 1023) << 20
  words[LOW] = 0
  return float64[0]!
}

import { exp, log } from '../math.ts'

/**
 * Tables of the ziggurat method with 256 layers (Marsaglia and Tsang 2000; the corrected, 53-bit form of
 * Doornik 2005). `x[i]` is the right edge of layer i, `ratio[i] = x[i + 1] / x[i]`, `y[i] = f(x[i])`.
 */
export interface Ziggurat {
  readonly x: Float64Array
  readonly ratio: Float64Array
  readonly y: Float64Array
  /** Where the tail begins. */
  readonly tail: number
}

const LAYERS = 256

function ziggurat(
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Ziggurat {
  const x = new Float64Array(LAYERS + 1)
  x[0] = area / density(tail)
  x[1] = tail
  for (let i = 2; i < LAYERS; i++) x[i] = inverse(area / x[i - 1]! + density(x[i - 1]!))
  x[LAYERS] = 0
  const ratio = new Float64Array(LAYERS)
  for (let i = 0; i < LAYERS; i++) ratio[i] = x[i + 1]! / x[i]!
  return { x, ratio, y: x.map(density), tail }
}

let normal: Ziggurat | undefined
let exponential: Ziggurat | undefined

/** Half of the standard normal density, scaled to 1 at 0. R and V for 256 layers: Marsaglia and Tsang. Made once, when first drawn. */
export function normalLayers(): Ziggurat {
  normal ??= ziggurat(
    3.654152885361009,
    0.00492867323399,
    (x) => exp(-0.5 * x * x),
    (y) => Math.sqrt(-2 * log(y)),
  )
  return normal
}

/** Standard exponential density. */
export function exponentialLayers(): Ziggurat {
  exponential ??= ziggurat(
    7.69711747013105,
    0.003949659822581557,
    (x) => exp(-x),
    (y) => -log(y),
  )
  return exponential
}

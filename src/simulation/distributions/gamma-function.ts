import { math } from '../../kernel/index.ts'

/** Lanczos coefficients for g = 7, n = 9 (Paul Godfrey, 2001). */
const G = 7
const COEFFICIENTS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]
const ROOT_TWO_PI = 2.5066282746310002

/** Γ(x) for x ≥ 1, relative error below 1e-13 up to x = 100. */
export function gammaFunction(x: number): number {
  const z = x - 1
  // The first coefficient is where the sum begins.
  const sum = COEFFICIENTS.reduce((total, coefficient, i) => total + coefficient / (z + i))
  const t = z + G + 0.5
  // Half the power at a time: the whole one overflows before Γ does.
  const half = math.pow(t, (z + 0.5) / 2)
  return ROOT_TWO_PI * half * math.exp(-t) * half * sum
}

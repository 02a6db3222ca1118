import { math, type Rng } from '../../kernel/index.ts'

/**
 * One draw of the beta distribution with shapes a, b > 0; 0 ≤ x ≤ 1, mean a / (a + b). As the share of one of
 * two gamma variables in their sum (Devroye, «Non-Uniform Random Variate Generation», IX.4.1); reckoned with
 * logarithms, since gamma variables of small shapes are too small for a double.
 */
export function beta(rng: Rng, a: number, b: number): number {
  return 1 / (1 + math.exp(logGamma(rng, b) - logGamma(rng, a)))
}

/** The logarithm of a gamma variable; small shapes are boosted by one (Marsaglia and Tsang 2000, §6). */
function logGamma(rng: Rng, shape: number): number {
  if (shape >= 1) return math.log(rng.gamma(shape))
  return math.log(rng.gamma(shape + 1)) + math.log(1 - rng.float()) / shape
}

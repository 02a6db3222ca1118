import { math, SECOND } from '../../kernel/index.ts'
import { gammaFunction } from '../distributions/gamma-function.ts'
import type { Gap } from './gaps.ts'

/** A distribution of gaps; its scale follows from the mean. */
export type GapDistribution =
  | { readonly distribution: 'gamma' | 'weibull'; readonly shape: number }
  | { readonly distribution: 'lognormal'; readonly sigma: number }
  | { readonly distribution: 'pareto'; readonly alpha: number }

/**
 * Gaps with mean 1 / rate (rate in events/s, > 0).
 * - gamma and weibull, shape k > 0: below 1 bursty, 1 exponential, above 1 regular;
 * - lognormal, sigma ≥ 0: the standard deviation of the gap's logarithm;
 * - pareto (type I), alpha > 1: P(gap > x) = (x₀ / x)^alpha for x ≥ x₀ = mean · (alpha − 1) / alpha; no variance
 *   up to alpha = 2.
 */
export function renewalGap(rate: number, gaps: GapDistribution): Gap {
  const mean = SECOND / rate
  switch (gaps.distribution) {
    case 'gamma': {
      const scale = mean / gaps.shape
      return (rng) => scale * rng.gamma(gaps.shape)
    }
    case 'weibull': {
      const power = 1 / gaps.shape
      const scale = mean / gammaFunction(1 + power)
      return (rng) => scale * math.pow(rng.exponential(), power)
    }
    case 'lognormal': {
      const { sigma } = gaps
      const median = mean * math.exp(-0.5 * sigma * sigma)
      return (rng) => median * math.exp(sigma * rng.normal())
    }
    case 'pareto':
      return paretoOf(mean, gaps.alpha)
  }
}

/** Draws of the Pareto distribution of type I with the given mean and alpha > 1, by inversion. */
export function paretoOf(mean: number, alpha: number): Gap {
  const least = (mean * (alpha - 1)) / alpha
  return (rng) => least * math.exp(rng.exponential() / alpha)
}

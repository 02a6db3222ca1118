import { type Micros, rng, SECOND } from '../../kernel/index.ts'
import type { Span } from './span.ts'

/** What goodness-of-fit tests draw, and 1.63 / √N, which a true hypothesis exceeds once in a hundred times. */
export const N = 1_000_000
export const CRITICAL = 1.63 / Math.sqrt(N)

export const START: Micros = Date.UTC(2024, 0, 1) * 1000
export const ENDLESS: Span = { start: START, end: Number.MAX_SAFE_INTEGER }

export const stream = (name: string) => rng(20240101).fork(name)

/** The first `count` instants. */
export function take(chunks: Iterable<Float64Array>, count: number): Float64Array {
  const taken = new Float64Array(count)
  let filled = 0
  for (const chunk of chunks) {
    taken.set(chunk.subarray(0, count - filled), filled)
    filled = Math.min(count, filled + chunk.length)
    if (filled === count) return taken
  }
  return taken.subarray(0, filled)
}

/** All instants up to `end`. */
export function until(chunks: Iterable<Float64Array>, end: Micros): Float64Array {
  const found: number[] = []
  for (const chunk of chunks) {
    for (const at of chunk) if (at <= end) found.push(at)
    if (chunk.at(-1)! > end) break
  }
  return Float64Array.from(found)
}

/** Gaps in seconds, the first from `start`. */
export function gapsOf(instants: Float64Array, start: Micros): Float64Array {
  return instants.map((at, i) => (at - (i === 0 ? start : instants[i - 1]!)) / SECOND)
}

/** How finely distribution functions are compared. */
const BINS = 1_000_000

/**
 * The greatest distance between the sample and a continuous distribution function (Kolmogorov–Smirnov), rounded
 * up: compared at a million quantiles, which needs no sorting.
 */
export function distance(sample: Float64Array, cdf: (x: number) => number): number {
  const counts = new Uint32Array(BINS + 1)
  for (const x of sample) counts[Math.floor(cdf(x) * BINS)]!++
  let below = 0
  let worst = 0
  for (let bin = 0; bin < BINS; bin++) {
    below += counts[bin]!
    worst = Math.max(worst, Math.abs(below / sample.length - (bin + 1) / BINS))
  }
  return worst + 1 / BINS
}

export const exponential = (x: number) => 1 - Math.exp(-x)

/**
 * The variance of counts over their mean, with its standard error: that of a sample variance with the sample's
 * own kurtosis. Windows are `length` long and lie `apart` from begin to begin, far enough to be independent.
 */
export function fano(
  instants: Float64Array,
  length: Micros,
  apart: Micros,
): { value: number; error: number } {
  const windows = Math.floor((instants.at(-1)! - instants[0]!) / apart)
  const counts = new Float64Array(windows)
  for (const at of instants) {
    const window = Math.floor((at - instants[0]!) / apart)
    if (window < windows && at - instants[0]! - window * apart < length) counts[window]!++
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / windows
  const moment = (power: number) => counts.reduce((sum, count) => sum + (count - mean) ** power, 0) / windows
  const variance = moment(2)
  const kurtosis = moment(4) / variance ** 2
  return { value: variance / mean, error: (variance / mean) * Math.sqrt((kurtosis - 1) / windows) }
}

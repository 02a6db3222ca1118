import type { Micros, Rng } from '../../../kernel/index.ts'
import { beta, triangular } from '../../../simulation/index.ts'
import type { Pattern } from './pattern.ts'

/**
 * The sorted instants of one period [begin, end). How many: ratio × factor, the factor uniform within the
 * deviation, rounded up with the probability of the fraction, so that the mean is ratio × E[factor]. All
 * randomness is the period's own: any period can be made alone.
 */
export function periodInstants(pattern: Pattern, begin: Micros, end: Micros, rng: Rng): Float64Array {
  if (end <= begin) return new Float64Array(0)
  const expected = pattern.multiplier.ratio * factor(pattern, rng)
  const whole = Math.floor(expected)
  const count = whole + (rng.float() < expected - whole ? 1 : 0)
  const instants = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const offset = Math.trunc(position(pattern.spreader, rng) * (end - begin))
    instants[i] = begin + Math.min(offset, end - begin - 1)
  }
  return instants.sort()
}

/** None of them comes before this, which lies in the period. A microsecond is left to rounding. */
export function earliestInstant({ spreader }: Pattern, begin: Micros, end: Micros): Micros {
  const share =
    spreader.distribution === 'uniform'
      ? spreader.parameters.low
      : spreader.distribution === 'triangular'
        ? spreader.parameters.left
        : 0
  return begin + Math.max(0, Math.trunc(share * (end - begin)) - 1)
}

function factor({ randomizer: { deviation, direction } }: Pattern, rng: Rng): number {
  const low = direction === 'increase' ? 1 : 1 - deviation
  const high = direction === 'decrease' ? 1 : 1 + deviation
  return low + (high - low) * rng.float()
}

/** A position in the period as a share of it, 0 … 1. */
function position(spreader: Pattern['spreader'], rng: Rng): number {
  switch (spreader.distribution) {
    case 'uniform': {
      const { low, high } = spreader.parameters
      return low + (high - low) * rng.float()
    }
    case 'triangular': {
      const { left, mode, right } = spreader.parameters
      return triangular(rng, left, mode, right)
    }
    case 'beta':
      return beta(rng, spreader.parameters.a, spreader.parameters.b)
  }
}

import * as z from 'zod'
import { type Micros, type Rng, SECOND } from '../../kernel/index.ts'
import { renewalGap } from '../../simulation/index.ts'
import { duration } from '../duration.ts'

const mean = () => duration().describe('Mean delay: seconds, or `1h30m`.')

const distribution = z.discriminatedUnion('distribution', [
  z
    .strictObject({
      distribution: z.literal('uniform').describe('Its shape.'),
      from: duration({ zero: true }).describe('Least delay.'),
      to: duration().describe('Greatest delay.'),
    })
    .refine(({ from, to }) => from <= to, 'from must not exceed to'),
  z.strictObject({ distribution: z.literal('exponential').describe('Its shape.'), mean: mean() }),
  z.strictObject({
    distribution: z.literal('lognormal').describe('Its shape.'),
    mean: mean(),
    sigma: z.number().min(0).max(10).default(1).describe('Standard deviation of the logarithm of a delay.'),
  }),
  z.strictObject({
    distribution: z.literal('pareto').describe('Its shape.'),
    mean: mean(),
    alpha: z
      .number()
      .gt(1)
      .max(1e6)
      .default(1.5)
      .describe('Tail index: the smaller, the longer the longest delays; no variance up to 2.'),
  }),
])

/** A delay: always the same, or drawn for each event. */
export const delayOption = z.union([duration({ zero: true }), distribution])

/** Draws a delay in microseconds ≥ 0. */
export type DrawDelay = (rng: Rng) => Micros

export function drawDelay(delay: z.output<typeof delayOption>): DrawDelay {
  if (typeof delay === 'number') return () => delay
  switch (delay.distribution) {
    case 'uniform':
      return (rng) => delay.from + (delay.to - delay.from) * rng.float()
    case 'exponential':
      return (rng) => delay.mean * rng.exponential()
    default:
      return renewalGap(SECOND / delay.mean, delay)
  }
}

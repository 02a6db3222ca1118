import { Weighted } from '../../../simulation/index.ts'

/** Which of so many payments is the first to be missed, counted from 1. */
export function missedPayments(installments: number): Weighted<number> {
  const periods = Array.from({ length: installments }, (_, i) => i + 1)
  return new Weighted(periods, weights(installments))
}

/** Early payments of short plans, payments in the middle of long ones. */
function weights(installments: number): number[] {
  if (installments === 2) return [0.3, 0.7]
  if (installments <= 4) return [0.2, 0.4, 0.3, 0.1].slice(0, installments)
  const half = installments / 2
  return Array.from({ length: installments }, (_, i) => {
    const period = i + 1
    const weight =
      period <= half
        ? 0.1 + (0.8 * (period - 1)) / (half - 1)
        : 0.9 - (0.8 * (period - half)) / (installments - half)
    return Math.max(weight, 0.05)
  })
}

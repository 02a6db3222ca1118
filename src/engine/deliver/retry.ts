import { DeliveryError, type FailureKind } from '../../kernel/index.ts'

/** Times in milliseconds. */
export interface RetryOptions {
  readonly attempts: number
  /** From the first attempt, or from the start of the outage, on. */
  readonly time: number
  readonly delay: number
  readonly maxDelay: number
}

/** What was done for some frames so far. */
export interface Trial {
  attempts: number
  /** When they were first tried, milliseconds of the timer. */
  readonly since: number
  /** When they were first and last tried, by the machine's calendar (milliseconds since the Unix epoch). */
  first: number | undefined
  last: number | undefined
}

/** The kind of a failure; undefined for an error that says nothing of it. */
export function kindOf(error: unknown): FailureKind | undefined {
  return error instanceof DeliveryError ? error.kind : undefined
}

/** May another attempt help? */
export function isPassing(error: unknown): boolean {
  const kind = kindOf(error)
  return kind !== undefined && kind !== 'rejected'
}

/** How long the destination asked to wait, milliseconds. */
export function retryAfter(error: unknown): number {
  return error instanceof DeliveryError ? (error.retryAfter ?? 0) : 0
}

/**
 * The wait after so many attempts (≥ 1): it doubles, and a random half of it is left out, so that those who failed
 * together do not come back together.
 */
export function backoff({ delay, maxDelay }: RetryOptions, attempts: number, random = Math.random): number {
  return Math.min(maxDelay, delay * 2 ** (attempts - 1)) * (0.5 + random() / 2)
}

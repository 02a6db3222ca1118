import { type Failure, LoomError, type Output } from '../../kernel/index.ts'
import { bounded, TimeLimit } from './bounded.ts'
import type { FormattedDelivery } from './delivery.ts'
import { isPassing, kindOf, retryAfter } from './retry.ts'

/** What one write said: the frames that failed, or an error that says that none arrived. */
export type Outcome = { readonly failures: readonly Failure[] } | { readonly error: unknown }

/** Every frame arrived. */
export const ARRIVED: Outcome = { failures: [] }

/** One attempt to write. `timeout` in milliseconds; it ends early when `end` aborts. Never rejects. */
export function attempt(
  output: Output,
  delivery: FormattedDelivery,
  timeout: number | undefined,
  end: AbortSignal,
): Outcome | Promise<Outcome> {
  const limit = timeout === undefined ? undefined : new TimeLimit(timeout, end)
  const signal = limit?.signal ?? end
  try {
    const result = output.write(delivery, signal)
    if (result instanceof Promise) return awaited(result, signal, limit)
    limit?.over()
    return outcomeOf(result)
  } catch (error) {
    limit?.over()
    return { error }
  }
}

async function awaited(
  write: Promise<readonly Failure[] | undefined>,
  signal: AbortSignal,
  limit: TimeLimit | undefined,
): Promise<Outcome> {
  try {
    return outcomeOf(await bounded(write, signal))
  } catch (error) {
    return { error }
  } finally {
    limit?.over()
  }
}

function outcomeOf(failures: readonly Failure[] | undefined): Outcome {
  return failures && failures.length > 0 ? { failures } : ARRIVED
}

/** An outcome taken apart. */
export interface Sorting {
  /** Why each of the frames failed that did. */
  readonly failed: ReadonlyMap<number, unknown>
  /** Frames that may arrive at another attempt, ascending. */
  readonly passing: readonly number[]
  /** Frames that never will, by the reason. */
  readonly final: ReadonlyMap<unknown, readonly number[]>
  /** The reader went away. */
  readonly closed: LoomError | undefined
  /** What the attempt says of the destination. */
  readonly destination: 'up' | 'busy' | 'down'
  /** How long it asked to wait, milliseconds. */
  readonly wait: number
}

export function sortOut({ count }: FormattedDelivery, outcome: Outcome): Sorting {
  const failed = new Map<number, unknown>()
  if ('error' in outcome) for (let frame = 0; frame < count; frame++) failed.set(frame, outcome.error)
  else
    for (const { frame, error } of outcome.failures) if (frame >= 0 && frame < count) failed.set(frame, error)
  const passing: number[] = []
  const final = new Map<unknown, number[]>()
  let busy = false
  let wait = 0
  for (const [frame, error] of failed) {
    if (isPassing(error)) {
      passing.push(frame)
      busy ||= kindOf(error) === 'throttled'
      wait = Math.max(wait, retryAfter(error))
    } else if (final.get(error)?.push(frame) === undefined) final.set(error, [frame])
  }
  const up = passing.length < count
  return {
    failed,
    passing: passing.sort((a, b) => a - b),
    final,
    closed: 'error' in outcome ? closedBy(outcome.error) : undefined,
    destination: up ? 'up' : busy ? 'busy' : 'down',
    wait,
  }
}

function closedBy(error: unknown): LoomError | undefined {
  return error instanceof LoomError && error.code === 'E_OUTPUT_CLOSED' ? error : undefined
}

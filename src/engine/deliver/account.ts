import type { LogHistogram } from '../log-histogram.ts'

/** What became of the events that one output was given: produced = written + dropped + deadLettered + failed. */
export interface OutputCounts {
  readonly name: string
  produced: number
  written: number
  /** Given up on purpose: the reader went away, the queue was full, or the run was told to stop. */
  dropped: number
  /** Kept as dead letters. */
  deadLettered: number
  /** Lost, and said so. */
  failed: number
  /** Events that were tried again, once for each time. */
  retried: number
  /** Of the dropped: those that a checkpoint keeps for a resumed run. */
  left: number
  /** Bytes written; where the output does not count them, those of its frames without separators. */
  bytes: number
}

/** How an output stands. */
export interface OutputReport extends Readonly<OutputCounts> {
  /** Events of the stream that an earlier run accounted for. */
  readonly earlier: number
  /** How long writes took that brought something home, microseconds. */
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number }
  /** Bytes that wait on the disk. */
  readonly spilled: number
  /** The circuit breaker is open. */
  readonly down: boolean
}

export function emptyCounts(name: string): OutputCounts {
  return {
    name,
    produced: 0,
    written: 0,
    dropped: 0,
    deadLettered: 0,
    failed: 0,
    retried: 0,
    left: 0,
    bytes: 0,
  }
}

export function balances(counts: Readonly<OutputCounts>): boolean {
  return counts.produced === counts.written + counts.dropped + counts.deadLettered + counts.failed
}

/** Outputs added up. */
export function total(counts: readonly Readonly<OutputCounts>[]): OutputCounts {
  const sum = emptyCounts('total')
  for (const each of counts) {
    sum.produced += each.produced
    sum.written += each.written
    sum.dropped += each.dropped
    sum.deadLettered += each.deadLettered
    sum.failed += each.failed
    sum.retried += each.retried
    sum.left += each.left
    sum.bytes += each.bytes
  }
  return sum
}

export function percentiles(latency: LogHistogram): OutputReport['latency'] {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(latency.percentile(share)))
  return { p50: p50!, p95: p95!, p99: p99! }
}

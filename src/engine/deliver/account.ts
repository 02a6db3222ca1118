/** What became of the events that one output was given: produced = written + dropped + deadLettered + failed. */
export interface OutputCounts {
  readonly name: string
  produced: number
  written: number
  /** Given up on purpose: the reader went away, or the run was told to stop at once. */
  dropped: number
  /** Kept in the dead-letter file. */
  deadLettered: number
  /** Lost, and said so. */
  failed: number
  /** Bytes of the frames written, separators left out. */
  bytes: number
}

export function emptyCounts(name: string): OutputCounts {
  return { name, produced: 0, written: 0, dropped: 0, deadLettered: 0, failed: 0, bytes: 0 }
}

export function balances(counts: OutputCounts): boolean {
  return counts.produced === counts.written + counts.dropped + counts.deadLettered + counts.failed
}

/** Outputs added up. */
export function total(counts: readonly OutputCounts[]): OutputCounts {
  const sum = emptyCounts('total')
  for (const each of counts) {
    sum.produced += each.produced
    sum.written += each.written
    sum.dropped += each.dropped
    sum.deadLettered += each.deadLettered
    sum.failed += each.failed
    sum.bytes += each.bytes
  }
  return sum
}

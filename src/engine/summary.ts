import type { Micros } from '../kernel/index.ts'
import { balances, type OutputCounts, type OutputReport, total } from './deliver/account.ts'
import type { DistortReport } from './distort/counts.ts'
import type { FailureLog } from './failure-log.ts'
import type { ProduceCounts } from './produce/batch-builder.ts'
import type { Lateness } from './schedule/lateness.ts'

/** How a run stands at a moment. */
export interface RunSnapshot extends Readonly<ProduceCounts> {
  /** What distortions did; absent for a project without. */
  readonly distorted?: Readonly<DistortReport>
  readonly outputs: readonly OutputReport[]
  /** Events produced and not yet accounted for. */
  readonly backlog: number
  /** Real time since the start, microseconds. */
  readonly elapsed: Micros
  /** Events that distortions hold back, and that a resumed run will release. */
  readonly unreleased?: number
  /** Where the run went on that this one resumed, and whether that one had finished. */
  readonly resumed?: { readonly position: number; readonly finished: boolean }
  /** How much of the run is done, 0–1, where its end is known. */
  readonly share?: number
  /** Event time reached. */
  readonly eventTime?: Micros
  /** What went wrong so far. */
  readonly reasons: FailureLog['reasons']
}

/** The account of a run: for each output produced = written + dropped + deadLettered + failed. */
export interface RunSummary extends RunSnapshot {
  readonly id: string
  readonly seed: number | string
  readonly total: Readonly<OutputCounts>
  readonly balanced: boolean
  /** Everything that was produced is written or dropped on purpose, and nothing failed on the way. */
  readonly clean: boolean
  /** How late ticks were released in a live run, microseconds. */
  readonly lateness: { readonly p50: Micros; readonly p99: Micros; readonly max: Micros }
}

export function summarise(
  id: string,
  seed: number | string,
  snapshot: RunSnapshot,
  lateness: Lateness,
): RunSummary {
  const sum = total(snapshot.outputs)
  const { reasons } = snapshot
  return {
    id,
    seed,
    ...snapshot,
    total: sum,
    balanced: snapshot.outputs.every(balances) && conserved(snapshot),
    clean: reasons.length === 0 && sum.failed === 0 && sum.deadLettered === 0 && sum.left === 0,
    lateness: { p50: lateness.percentile(0.5), p99: lateness.percentile(0.99), max: lateness.percentile(1) },
  }
}

/** Is every event that was produced, and every copy of one, somewhere? */
function conserved({ produced, distorted }: RunSnapshot): boolean {
  if (!distorted) return true
  const { repeated, delivered, dropped, withheld, held } = distorted
  return produced + repeated === delivered + dropped + withheld + held
}

import type { Batch } from '../../kernel/index.ts'
import type { FailureLog } from '../failure-log.ts'
import type { OpenedOutput } from '../open.ts'
import type { RunOptions } from '../options.ts'
import { balances, emptyCounts, type OutputCounts } from './account.ts'
import type { DeadLetters } from './dead-letters.ts'
import { Lane } from './lane.ts'

/** All outputs of a run, each in its own lane. */
export class Deliveries {
  readonly #lanes: readonly Lane[]
  readonly #outputs: readonly OpenedOutput[]
  readonly #failures: FailureLog

  /** @param onClosed called when the last output that still had a reader has lost it */
  constructor(
    outputs: readonly OpenedOutput[],
    options: RunOptions,
    deadLetters: DeadLetters,
    failures: FailureLog,
    onClosed: () => void,
  ) {
    let open = outputs.length
    this.#outputs = outputs
    this.#failures = failures
    this.#lanes = outputs.map(
      ({ id, output, formatter, serial }) =>
        new Lane({
          output,
          formatter,
          counts: emptyCounts(id),
          queue: options.queue,
          concurrency: serial || options.keepOrder ? 1 : options.concurrency,
          // A file or a pipe waits for its reader: a pager that nobody scrolls must not lose events.
          timeout: serial ? undefined : options.writeTimeout * 1000,
          deadLetters,
          onFailure: (error, name, events) => failures.deliver(error, name, events),
          onClosed: () => {
            open--
            if (open === 0) onClosed()
          },
        }),
    )
  }

  get counts(): readonly OutputCounts[] {
    return this.#lanes.map((lane) => lane.counts)
  }

  /** Events produced and not yet accounted for, of the slowest output. */
  get backlog(): number {
    return Math.max(0, ...this.#lanes.map((lane) => lane.backlog))
  }

  /** Hands a batch to every output; returns a promise when one of them has no room for more. */
  offer(batch: Batch): Promise<unknown> | undefined {
    const waits: Promise<void>[] = []
    for (const lane of this.#lanes) {
      const wait = lane.offer(batch)
      if (wait) waits.push(wait)
    }
    return waits.length > 0 ? Promise.all(waits) : undefined
  }

  abandon(): void {
    for (const lane of this.#lanes) lane.abandon()
  }

  /** Waits until everything is accounted for, then closes the outputs. */
  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.drained()))
    await Promise.all(
      this.#outputs.map(async ({ id, output }) => {
        try {
          await output.close?.()
        } catch (error) {
          this.#failures.close(error, id)
        }
      }),
    )
    for (const { counts } of this.#lanes) if (!balances(counts)) this.#failures.unbalanced(counts)
  }
}

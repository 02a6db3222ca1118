import { setImmediate as turn } from 'node:timers/promises'
import type { Batch, LoomError } from '../../kernel/index.ts'
import type { FailureLog } from '../failure-log.ts'
import type { OpenedOutput } from '../open-outputs.ts'
import type { RunOptions } from '../options.ts'
import type { ProduceCounts } from '../produce/batch-builder.ts'
import { balances, type OutputReport } from './account.ts'
import { deadLetters } from './dead-letter.ts'
import type { Fate } from './ending.ts'
import type { EventIds } from './event-ids.ts'
import type { Lane, Mark } from './lane.ts'
import type { LetterBox } from './letter-file.ts'
import { lotOf, sliceBatch, sliceLot } from './lot.ts'
import { openLane } from './open-lane.ts'
import { BEGINNING, type Reached } from './watermark.ts'

export interface DeliveriesOptions {
  readonly outputs: readonly OpenedOutput[]
  readonly run: RunOptions
  readonly ids: EventIds
  readonly letters: LetterBox
  readonly failures: FailureLog
  /** Outputs are asked for their position now and then. */
  readonly marked: boolean
  /** Where an earlier run ended, by output. */
  readonly starts: ReadonlyMap<string, Reached>
  readonly resolve: (path: string) => string
  /** Called when the last output that still had a reader has lost it. */
  readonly onClosed: () => void
}

/** All outputs of a run, each in its own lane. */
export class Deliveries {
  readonly #options: DeliveriesOptions
  readonly #lanes: readonly Lane[]
  readonly #starts: readonly number[]
  /** No output wants what comes before it. */
  readonly #start: number
  #position = 0
  #open: number

  constructor(options: DeliveriesOptions) {
    const { outputs, starts } = options
    this.#options = options
    this.#open = outputs.length
    this.#lanes = outputs.map((opened) => this.#lane(opened))
    this.#starts = outputs.map(({ id }) => (starts.get(id) ?? BEGINNING).position)
    this.#start = outputs.length > 0 ? Math.min(...this.#starts) : 0
  }

  get reports(): readonly OutputReport[] {
    return this.#lanes.map((lane) => lane.report)
  }

  /** Events produced and not yet accounted for, of the slowest output. */
  get backlog(): number {
    return Math.max(0, ...this.#lanes.map((lane) => lane.backlog))
  }

  /** How far each output has come, as far as is known for certain. */
  get marks(): ReadonlyMap<string, Mark> {
    return new Map(this.#lanes.map(({ counts, mark }) => [counts.name, mark]))
  }

  /** Events of the stream that were offered so far, with those that an earlier run delivered. */
  get position(): number {
    return this.#position
  }

  /**
   * Passes over the events of a pure source that an earlier run has delivered: counts them as made, and says how many
   * ticks need not be made again.
   */
  skip(counts: ProduceCounts): number {
    const { outputs, starts } = this.#options
    const reached = outputs.map(({ id }) => starts.get(id) ?? BEGINNING)
    const least = reached.find(({ position }) => position === this.#start)
    if (!least) return 0
    counts.ticks = least.seq
    counts.produced = least.position
    this.#position = least.position
    return least.seq
  }

  /** What of a batch some output wants; undefined when an earlier run has delivered all of it. */
  wanted(batch: Batch): Batch | undefined {
    const before = this.#start - this.#position
    if (before <= 0) return batch
    if (before < batch.size) return sliceBatch(batch, before, batch.size)
    this.#position += batch.size
    return undefined
  }

  /** Hands what is wanted of a batch to the outputs; returns a promise when production is to wait for them. */
  offer(batch: Batch): Promise<unknown> | undefined {
    const position = Math.max(this.#position, this.#start)
    this.#position = position + batch.size
    const waits: Promise<void>[] = []
    const lot = lotOf(batch, position)
    for (const [i, lane] of this.#lanes.entries()) {
      const before = this.#starts[i]! - position
      if (before >= batch.size) continue
      const wait = lane.offer(before <= 0 ? lot : sliceLot(lot, before, batch.size))
      if (wait) waits.push(wait)
    }
    if (waits.length > 0) return Promise.all(waits)
    // What waits behind a write goes on only when the event loop turns and tells that the write has ended.
    return this.#lanes.some((lane) => lane.waiting) ? turn() : undefined
  }

  end(fate: Fate, error: LoomError): void {
    for (const lane of this.#lanes) lane.end(fate, error)
  }

  /** Asks every output how far it has come; resolves when all have answered. */
  async takeMarks(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.takeMark()))
  }

  /** Waits until everything is accounted for. */
  async drained(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.drained()))
    for (const { counts } of this.#lanes) if (!balances(counts)) this.#options.failures.unbalanced(counts)
  }

  /** Closes the outputs; false when one could not be closed, which may mean that events are lost. */
  async close(): Promise<boolean> {
    const closed = await Promise.all(
      this.#options.outputs.map(async ({ id, output }) => {
        try {
          await output.close?.()
          return true
        } catch (error) {
          this.#options.failures.close(error, id)
          return false
        }
      }),
    )
    return closed.every(Boolean)
  }

  #lane(opened: OpenedOutput): Lane {
    const { run, ids, letters, failures, marked, starts, outputs, resolve } = this.#options
    const { id } = opened
    return openLane(opened, {
      run,
      ids,
      failures,
      marked,
      start: starts.get(id) ?? BEGINNING,
      alone: outputs.length === 1,
      resolve,
      onLost: (lost) => letters.keep(deadLetters(lost, run.id, id, ids)),
      onClosed: () => {
        this.#open--
        if (this.#open === 0) this.#options.onClosed()
      },
    })
  }
}

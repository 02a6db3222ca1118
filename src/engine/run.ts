import { randomInt } from 'node:crypto'
import type { Batch, Micros } from '../kernel/index.ts'
import { LoomError, rng } from '../kernel/index.ts'
import { machineTime, RealClock } from './clock/real.ts'
import { VirtualClock } from './clock/virtual.ts'
import { DeadLetters } from './deliver/dead-letters.ts'
import { Deliveries } from './deliver/deliveries.ts'
import { FailureLog } from './failure-log.ts'
import type { Project } from './load/project.ts'
import { type OpenedProject, openProject } from './open.ts'
import type { RunOptions } from './options.ts'
import { BatchBuilder } from './produce/batch-builder.ts'
import { Breath } from './produce/breath.ts'
import { produce } from './produce/produce.ts'
import { Lateness } from './schedule/lateness.ts'
import { schedule } from './schedule/schedule.ts'
import { type RunSnapshot, type RunSummary, summarise } from './summary.ts'

/**
 * A generator at work. Nothing is opened before the first batch is asked for; whoever iterates drives it and
 * sees each batch after the outputs have taken it. Leaving the loop stops the run gracefully.
 */
export class Run implements AsyncIterable<Batch> {
  readonly seed: number | string
  readonly project: Project
  readonly options: RunOptions
  readonly #stopping = new AbortController()
  readonly #lateness = new Lateness()
  readonly #failures: FailureLog
  #builder: BatchBuilder | undefined
  #deliveries: Deliveries | undefined
  #expected: { count?: number; end?: Micros } = {}
  #lastTime: Micros | undefined
  #startedAt: Micros | undefined
  #endedAt: Micros | undefined

  constructor(project: Project, options: RunOptions) {
    this.project = project
    this.options = options
    this.seed = options.seed ?? project.seed ?? randomInt(2 ** 47)
    this.#failures = new FailureLog(options.log)
  }

  /** Ends the schedule; what was produced is still delivered. */
  stop(): void {
    this.#stopping.abort(STOPPED)
  }

  /** Ends at once; what was not delivered is counted as dropped. */
  abandon(): void {
    this.stop()
    this.#deliveries?.abandon()
  }

  /** Runs to the end. Throws when the run cannot start; whatever happens later is in the summary. */
  async complete(): Promise<RunSummary> {
    for await (const _ of this);
    return this.summary()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    if (this.#startedAt !== undefined) throw new LoomError('E_RUN_TWICE', 'a run can be started only once')
    this.#startedAt = machineTime()
    const { live, speed } = this.options
    const origin = this.options.from ?? machineTime()
    const machineClock = new RealClock(origin, live ? speed : 1)
    const clock = live ? machineClock : new VirtualClock(origin)
    const world = { rng: rng(this.seed), clock, machineClock, origin }
    const opened = await openProject(this.project, this.options, world)
    const deadLetters = new DeadLetters(this.options.deadLetters, this.options.id)
    const deliveries = new Deliveries(opened.outputs, this.options, deadLetters, this.#failures, () =>
      this.stop(),
    )
    this.#deliveries = deliveries
    try {
      yield* this.#weave(opened, deliveries, world)
    } finally {
      await this.#close(opened, deliveries, deadLetters)
    }
  }

  async *#weave(
    opened: OpenedProject,
    deliveries: Deliveries,
    world: Parameters<typeof schedule>[1],
  ): AsyncGenerator<Batch> {
    const tags = opened.inputs.map(({ input }) => input.tags)
    const limit = this.options.maxEvents ?? Number.POSITIVE_INFINITY
    const builder = new BatchBuilder(limit, tags, (error, tick) => this.#failures.produce(error, tick))
    this.#builder = builder
    const scheduled = schedule(opened.inputs, world, this.options, this.#lateness, this.#stopping.signal)
    this.#expected = scheduled.expected
    const { signal } = this.#stopping
    const { batchLength } = this.options
    const batches = produce(scheduled.blocks, opened.event, builder, tags, batchLength, new Breath(), signal)
    try {
      for await (const batch of batches) {
        yield await this.#deliver(batch, deliveries)
        if (signal.aborted) return
      }
    } catch (error) {
      if (error !== STOPPED) this.#failures.run(error)
      // What was produced before a plugin failed is still delivered.
      if (builder.size > 0) yield await this.#deliver(builder.take(), deliveries)
    }
  }

  async #deliver(batch: Batch, deliveries: Deliveries): Promise<Batch> {
    this.#lastTime = batch.time[batch.size - 1]
    const full = deliveries.offer(batch)
    if (full) await full
    return batch
  }

  async #close(opened: OpenedProject, deliveries: Deliveries, deadLetters: DeadLetters): Promise<void> {
    this.#stopping.abort(STOPPED)
    await deliveries.close()
    try {
      await opened.event.close?.()
    } catch (error) {
      this.#failures.close(error, 'event')
    }
    deadLetters.close()
    this.#endedAt = machineTime()
  }

  /** How the run stands. Cheap: for a progress line. */
  snapshot(): RunSnapshot {
    const builder = this.#builder
    const { maxEvents } = this.options
    const counts = builder?.counts ?? { ticks: 0, produced: 0, skipped: 0, produceFailed: 0 }
    const share = Math.max(
      counts.ticks / (this.#expected.count ?? NaN) || 0,
      counts.produced / (maxEvents ?? NaN) || 0,
    )
    return {
      ...counts,
      outputs: this.#deliveries?.counts ?? [],
      backlog: this.#deliveries?.backlog ?? 0,
      elapsed: this.#startedAt === undefined ? 0 : (this.#endedAt ?? machineTime()) - this.#startedAt,
      ...((this.#expected.count !== undefined || maxEvents !== undefined) && { share: Math.min(1, share) }),
      ...(this.#lastTime !== undefined && { eventTime: this.#lastTime }),
    }
  }

  /** The account of a run that has ended. */
  summary(): RunSummary {
    return summarise(this.options.id, this.seed, this.snapshot(), this.#failures, this.#lateness)
  }
}

/** The reason with which a graceful stop aborts waits. */
const STOPPED = new LoomError('E_RUN_STOPPED', 'the run was stopped')

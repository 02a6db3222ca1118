import { randomInt } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
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
import { produce } from './produce/produce.ts'
import { Lateness } from './schedule/lateness.ts'
import { schedule } from './schedule/schedule.ts'
import { type RunSnapshot, type RunSummary, summarise } from './summary.ts'

/** Longest stretch without a turn of the event loop, milliseconds: signals and progress must get through. */
const LONGEST_STRETCH = 20

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
    } catch (error) {
      if (error !== STOPPED) throw error
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
    let lastTurn = performance.now()
    for await (const batch of produce(
      scheduled.blocks,
      opened.event,
      builder,
      tags,
      this.options.batchLength,
    )) {
      this.#lastTime = batch.time[batch.size - 1]
      const full = deliveries.offer(batch)
      if (full) await full
      yield batch
      if (performance.now() - lastTurn > LONGEST_STRETCH) {
        await turn()
        lastTurn = performance.now()
      }
      if (this.#stopping.signal.aborted) return
    }
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
    const count = Math.min(
      this.#expected.count ?? Number.POSITIVE_INFINITY,
      maxEvents ?? Number.POSITIVE_INFINITY,
    )
    return {
      ...(builder?.counts ?? { ticks: 0, produced: 0, skipped: 0, produceFailed: 0 }),
      outputs: this.#deliveries?.counts ?? [],
      backlog: this.#deliveries?.backlog ?? 0,
      elapsed: this.#startedAt === undefined ? 0 : (this.#endedAt ?? machineTime()) - this.#startedAt,
      ...(Number.isFinite(count) && { expected: count }),
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

import { resolve } from 'node:path'
import type { Batch, Micros } from '../kernel/index.ts'
import { LoomError } from '../kernel/index.ts'
import { requireSame } from './checkpoint/fingerprint.ts'
import { Journal, NOT_REPEATABLE } from './checkpoint/journal.ts'
import { machineTime } from './clock/real.ts'
import { Deliveries } from './deliver/deliveries.ts'
import type { Fate } from './deliver/ending.ts'
import { eventIds } from './deliver/event-ids.ts'
import { openLetterBox } from './deliver/letter-box.ts'
import type { LetterBox } from './deliver/letter-file.ts'
import { Beginning } from './distort/beginning.ts'
import { Flow, noted } from './distort/flow.ts'
import { withLining } from './distort/lining.ts'
import { openStage } from './distort/open.ts'
import type { DistortStage } from './distort/stage.ts'
import { FailureLog } from './failure-log.ts'
import type { Project } from './load/project.ts'
import { type OpenedProject, openProject } from './open.ts'
import type { RunOptions } from './options.ts'
import { engage, type Makers } from './parallel/engage.ts'
import { produceTogether } from './parallel/produce.ts'
import { shown, takingReady } from './parallel/ready.ts'
import { BatchBuilder } from './produce/batch-builder.ts'
import { Breath } from './produce/breath.ts'
import { produce } from './produce/produce.ts'
import { withTextLining } from './produce/text-lining.ts'
import { Lateness } from './schedule/lateness.ts'
import { schedule } from './schedule/schedule.ts'
import { type RunSnapshot, type RunSummary, summarise } from './summary.ts'
import { type World, worldOf } from './world.ts'

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
  readonly #journal: Journal | undefined
  #builder: BatchBuilder | undefined
  #stage: DistortStage | undefined
  #flow: Flow | undefined
  #deliveries: Deliveries | undefined
  #expected: { count?: number; end?: Micros } = {}
  #lastTime: Micros | undefined
  #startedAt: Micros | undefined
  /** Nobody looks at the batches but the outputs. */
  #unread = false
  #endedAt: Micros | undefined
  #drain: ReturnType<typeof setTimeout> | undefined
  #unreleased = 0
  /** The schedule came to its end. */
  #exhausted = false

  /** Throws when the run is to be resumed and cannot be. */
  constructor(project: Project, options: RunOptions) {
    this.project = project
    this.#failures = new FailureLog(options.log)
    this.#journal = Journal.of(project, options, (error) => this.#failures.checkpoint(error))
    const resumed = this.#journal?.resumed
    const seed = options.seed ?? project.seed ?? resumed?.seed
    if (resumed) requireSame({ seed: String(resumed.seed) }, { seed: String(seed) })
    this.seed = seed ?? Math.floor(Math.random() * 2 ** 47)
    this.options = resumed ? { ...options, from: resumed.from, to: resumed.to } : options
  }

  /** Ends the schedule; what was produced is still delivered, as far as the drain deadline allows. */
  stop(): void {
    this.#stopping.abort(STOPPED)
    this.#armDrain()
  }

  /** Ends at once; what was not delivered is left for a resumed run, or counted as dropped. */
  abandon(): void {
    this.stop()
    this.#end('drop', new LoomError('E_RUN_ABANDONED', 'the run was told to stop at once'))
  }

  /** Runs to the end. Throws when the run cannot start; whatever happens later is in the summary. */
  async complete(): Promise<RunSummary> {
    this.#unread = true
    for await (const _ of this);
    return this.summary()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    if (this.#startedAt !== undefined) throw new LoomError('E_RUN_TWICE', 'a run can be started only once')
    this.#startedAt = machineTime()
    const resumed = this.#journal?.resumed
    if (resumed?.finished) {
      this.#endedAt = machineTime()
      return
    }
    const world = worldOf(this.seed, this.options, resumed)
    const made = await openProject(this.project, this.options, world, {
      connect: true,
      resumed,
      unread: this.#unread,
    })
    const drafted = this.#unread && !this.options.hire ? withLining(made) : made
    const letters = await openLetterBox(made.deadLetters, this.options, this.#failures, resumed)
    const order = { seed: this.seed, origin: world.origin }
    const makers = await engage(drafted, this.project, this.options, order, this.#unread)
    const opened = this.#unread && !makers ? withTextLining(drafted) : drafted
    const deliveries = new Deliveries({
      outputs: makers ? opened.outputs.map(takingReady) : opened.outputs,
      run: this.options,
      ids: eventIds(this.seed, this.options.id),
      letters,
      failures: this.#failures,
      marked: this.#journal !== undefined,
      starts: new Map(Object.entries(resumed?.outputs ?? {})),
      resolve: (path) => resolve(this.project.directory, path),
      onClosed: () => this.stop(),
    })
    this.#deliveries = deliveries
    try {
      yield* this.#weave(opened, deliveries, world, makers)
    } finally {
      await makers?.crew?.close()
      await this.#close(opened, deliveries, letters)
    }
  }

  async *#weave(
    opened: OpenedProject,
    deliveries: Deliveries,
    world: World,
    makers: Makers | undefined,
  ): AsyncGenerator<Batch> {
    const tags = opened.inputs.map(({ input }) => input.tags)
    const limit = this.options.maxEvents ?? Number.POSITIVE_INFINITY
    const onFailure = (error: unknown, tick: number) => {
      this.#failures.produce(error, tick)
      if (!this.options.live && this.#failures.hopeless(builder.counts)) this.stop()
    }
    const builder = new BatchBuilder(limit, tags, onFailure, opened.event, opened.textLining)
    this.#builder = builder
    const gathers = opened.outputs.some(({ formatter }) => formatter.gathers)
    const options = gathers ? { ...this.options, firstBatch: this.options.batchSize } : this.options
    const scheduled = schedule(opened.inputs, world, options, this.#lateness, this.#stopping.signal)
    this.#expected = scheduled.expected
    if (scheduled.repeatable)
      await this.#journal?.begin(deliveries, this.seed, world, opened.ledger?.position)
    else if (this.#journal) this.options.onWarning?.(NOT_REPEATABLE)
    const { signal } = this.#stopping
    const { batchLength, batchSize, live, share } = this.options
    const begin = new Beginning(this.options, world.origin)
    const stage = openStage(
      opened,
      () => begin.instant,
      this.options.log,
      (error) => {
        this.#failures.run(error)
        this.stop()
      },
    )
    this.#stage = stage
    const blocks = stage ? noted(scheduled.blocks, (first) => begin.note(first)) : scheduled.blocks
    // Only events that depend on no other can be left out of the making; late ones may be still to come.
    const skip = opened.event.pure && !stage ? deliveries.skip(builder.counts) : 0
    const breath = new Breath()
    const made = makers
      ? produceTogether(blocks, {
          ...makers,
          reuse: opened.outputs.length === 1,
          counts: builder.counts,
          limit,
          fields: opened.event.fields,
          tags,
          share,
          skip,
          onFailure,
          // Late events are due by what is known of ticks that were made: see `Horizon`.
          ahead: !(live && stage),
          signal,
          breath,
        })
      : produce(blocks, {
          source: opened.lining?.source ?? opened.event,
          builder,
          tags,
          batchLength,
          share,
          skip,
          breath,
          signal,
        })
    const pace = live ? { clock: world.clock, horizon: scheduled.horizon, signal } : undefined
    const flow = stage && new Flow(made, stage, batchSize, pace)
    this.#flow = flow
    try {
      for await (const batch of flow ?? made) {
        // What is early only because the run is stopped would be at another place of the stream when it is resumed.
        if (signal.aborted && stage && this.#journal) return
        yield* this.#deliver(batch, deliveries)
        if (signal.aborted) return
      }
      this.#exhausted = true
    } catch (error) {
      if (error !== STOPPED) this.#failures.run(error)
      // What was produced before a plugin failed is still delivered.
      const last = builder.size > 0 ? builder.take() : undefined
      const given = last && stage ? stage.push(last) : last
      if (given) yield* this.#deliver(given, deliveries)
    }
  }

  async *#deliver(batch: Batch, deliveries: Deliveries): AsyncGenerator<Batch> {
    this.#lastTime = batch.time[batch.size - 1]
    const wanted = deliveries.wanted(batch)
    if (!wanted) return
    const full = deliveries.offer(wanted)
    if (full) await full
    yield this.options.hire && !this.#unread ? shown(wanted) : wanted
  }

  async #close(opened: OpenedProject, deliveries: Deliveries, letters: LetterBox): Promise<void> {
    const early = this.#stopping.signal.aborted || !this.#exhausted
    this.#stopping.abort(STOPPED)
    if (early) this.#armDrain()
    // A run that is stopped does not wait until late events are due; one that may be resumed leaves them for then.
    for await (const batch of this.#flow?.rest() ?? []) {
      const full = this.#journal ? undefined : deliveries.offer(batch)
      if (full) await full
    }
    if (this.#journal && early) this.#unreleased = this.#held(deliveries)
    this.#stage?.close()
    await deliveries.drained()
    this.#journal?.stop()
    await deliveries.takeMarks().catch((error: unknown) => this.#failures.checkpoint(error))
    const closed = await deliveries.close()
    clearTimeout(this.#drain)
    this.#journal?.end(deliveries, closed && !early)
    try {
      await opened.event.close?.()
    } catch (error) {
      this.#failures.close(error, 'event')
    }
    await letters.close()
    this.#endedAt = machineTime()
  }

  /** Events that the outputs were not given, because they are due only later in the stream. */
  #held({ position }: Deliveries): number {
    if (!this.#stage || !this.#builder) return 0
    const { repeated, dropped, withheld } = this.#stage.counts
    return Math.max(0, this.#builder.counts.produced + repeated - dropped - withheld - position)
  }

  #armDrain(): void {
    const { drain } = this.options
    const late = () =>
      this.#end(
        'letter',
        new LoomError('E_RUN_DRAINED', `not delivered within ${drain} s after the run was stopped`),
      )
    this.#drain ??= setTimeout(late, Math.min(drain * 1000, 2 ** 31 - 1))
  }

  #end(fate: Fate, error: LoomError): void {
    this.#deliveries?.end(this.#journal ? 'leave' : fate, error)
  }

  /** How the run stands. Cheap: for a progress line. */
  snapshot(): RunSnapshot {
    const { maxEvents } = this.options
    const distorted = this.#stage?.report
    const counts = this.#builder?.counts ?? { ticks: 0, produced: 0, skipped: 0, produceFailed: 0 }
    const share = Math.max(
      counts.ticks / (this.#expected.count ?? NaN) || 0,
      counts.produced / (maxEvents ?? NaN) || 0,
    )
    return {
      ...counts,
      outputs: this.#deliveries?.reports ?? [],
      reasons: this.#failures.reasons,
      ...(distorted && { distorted }),
      ...(this.#unreleased > 0 && { unreleased: this.#unreleased }),
      ...this.#journal?.resumption,
      backlog: (this.#deliveries?.backlog ?? 0) + (distorted?.held ?? 0),
      elapsed: this.#startedAt === undefined ? 0 : (this.#endedAt ?? machineTime()) - this.#startedAt,
      ...((this.#expected.count !== undefined || maxEvents !== undefined) && { share: Math.min(1, share) }),
      ...(this.#lastTime !== undefined && { eventTime: this.#lastTime }),
    }
  }

  /** The account of a run that has ended. */
  summary(): RunSummary {
    return summarise(this.options.id, this.seed, this.snapshot(), this.#lateness)
  }
}

/** The reason with which a graceful stop aborts waits. */
const STOPPED = new LoomError('E_RUN_STOPPED', 'the run was stopped')

import type { Event, Micros } from '../kernel/index.ts'
import { rng } from '../kernel/index.ts'
import { machineTime } from './clock/real.ts'
import { VirtualClock } from './clock/virtual.ts'
import { Beginning } from './distort/beginning.ts'
import { Flow, noted } from './distort/flow.ts'
import { openStage } from './distort/open.ts'
import { FailureLog } from './failure-log.ts'
import type { Project } from './load/project.ts'
import { openProject } from './open.ts'
import type { RunOptions } from './options.ts'
import { BatchBuilder } from './produce/batch-builder.ts'
import { Breath } from './produce/breath.ts'
import { produce } from './produce/produce.ts'
import { sliceBlock, type TickBlock } from './schedule/block.ts'
import { Lateness } from './schedule/lateness.ts'
import { schedule } from './schedule/schedule.ts'

/** What a project would do, without delivering anything. */
export interface Preview {
  /** The first timestamps of the schedule, ascending. */
  readonly times: Float64Array
  /** Is `times` the whole schedule? */
  readonly complete: boolean
  readonly events: readonly { readonly time: Micros; readonly event: Event }[]
  /** Why ticks among the first yielded nothing. */
  readonly failures: FailureLog['reasons']
}

/**
 * The first `ticks` timestamps of a project's schedule and the first `events` events. Outputs are not even
 * opened; inputs that are driven from outside are left out, since they would wait for someone.
 */
export async function preview(
  project: Project,
  options: RunOptions,
  sizes: { readonly ticks: number; readonly events: number },
): Promise<Preview> {
  const origin = options.from ?? machineTime()
  const clock = new VirtualClock(origin)
  const world = { rng: rng(options.seed ?? project.seed ?? 0), clock, machineClock: clock, origin }
  const opened = await openProject(project, options, world, { connect: false })
  const stop = new AbortController()
  const failures = new FailureLog(options.log)
  try {
    const range = {
      ...options,
      live: false,
      from: options.from ?? (options.live && options.skipPast ? origin : undefined),
    }
    const scheduled = opened.inputs.filter(
      ({ input }) => Symbol.iterator in input.blocks(origin, 1, stop.signal),
    )
    const { blocks } = schedule(scheduled, world, range, new Lateness(), stop.signal)
    const head = await takeTicks(blocks, sizes.ticks)
    const tags = scheduled.map(({ input }) => input.tags)
    const builder = new BatchBuilder(sizes.events, tags, (error, tick) => failures.produce(error, tick))
    const events: { time: Micros; event: Event }[] = []
    const begin = new Beginning(options, origin)
    const stage = openStage(
      opened,
      () => begin.instant,
      options.log,
      (error) => failures.run(error),
    )
    const made = produce(
      noted(firstTicks(head.blocks, sizes.events), (first) => begin.note(first)),
      {
        source: opened.event,
        builder,
        tags,
        batchLength: options.batchLength,
        share: undefined,
        breath: new Breath(),
        signal: stop.signal,
      },
    )
    for await (const batch of stage ? new Flow(made, stage, sizes.events) : made) {
      for (let i = 0; i < batch.size; i++) events.push({ time: batch.time[i]!, event: batch.events[i]! })
    }
    const times = Float64Array.from(head.blocks.flatMap((block) => [...block.times]))
    return { times, complete: head.complete, events, failures: failures.reasons }
  } finally {
    stop.abort()
    await opened.event.close?.()
  }
}

async function takeTicks(
  blocks: Iterable<TickBlock> | AsyncIterable<TickBlock>,
  limit: number,
): Promise<{ blocks: TickBlock[]; complete: boolean }> {
  const taken: TickBlock[] = []
  let left = limit
  for await (const block of blocks) {
    taken.push(sliceBlock(block, 0, Math.min(left, block.times.length)))
    left -= block.times.length
    if (left < 0) return { blocks: taken, complete: false }
  }
  return { blocks: taken, complete: true }
}

/** Few ticks are enough for a few events, unless most of them yield nothing. */
function* firstTicks(blocks: readonly TickBlock[], events: number): Generator<TickBlock> {
  let left = events * 20
  for (const block of blocks) {
    if (left <= 0) return
    yield sliceBlock(block, 0, Math.min(left, block.times.length))
    left -= block.times.length
  }
}

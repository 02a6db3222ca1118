import type { Clock, Input, Micros } from '../../kernel/index.ts'
import type { RunOptions } from '../options.ts'
import type { TickBlock } from './block.ts'
import { Horizon } from './horizon.ts'
import { interleave } from './interleave.ts'
import type { Lateness } from './lateness.ts'
import { mergeInputs, type ScheduledInput } from './merge.ts'
import { paced } from './pacer.ts'
import { cutToRange, type Range } from './range.ts'

export interface Schedule {
  readonly blocks: Iterable<TickBlock> | AsyncIterable<TickBlock>
  /** What is known beforehand of how much will come. */
  readonly expected: { readonly count?: number; readonly end?: Micros }
  /** No input is driven from outside: the same ticks come at another run. */
  readonly repeatable: boolean
  /** How far it is known to be empty, in a live run. */
  readonly horizon: Horizon
}

/**
 * All inputs as one sequence of tick blocks: scheduled inputs merged, cut to the range and, in a live run,
 * released when their time comes; interactive inputs beside them as they are driven.
 */
export function schedule(
  inputs: readonly { readonly input: Input }[],
  world: { readonly clock: Clock; readonly machineClock: Clock; readonly origin: Micros },
  options: RunOptions,
  lateness: Lateness,
  signal: AbortSignal,
): Schedule {
  const { live, skipPast, from, to, duration, firstBatch, batchSize, linger } = options
  const skipTo = live && skipPast ? world.origin : Number.NEGATIVE_INFINITY
  const range: Range = {
    from: Math.max(from ?? skipTo, skipTo),
    to: to ?? Number.POSITIVE_INFINITY,
    duration,
  }
  const over = untilEnd(range, world, signal)
  const scheduled: ScheduledInput[] = []
  const interactive: AsyncIterable<TickBlock>[] = []
  for (const [index, { input }] of inputs.entries()) {
    const blocks = input.blocks(range.from, batchSize, over)
    if (Symbol.iterator in blocks) scheduled.push({ index, blocks })
    else interactive.push(labelled(blocks, index))
  }
  const merged = cutToRange(mergeInputs(scheduled, batchSize, firstBatch), range)
  const horizon = new Horizon(scheduled.length === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY)
  const pace = { size: batchSize, linger }
  const released = live ? paced(merged, world.clock, pace, lateness, signal, horizon) : merged
  if (interactive.length === 0)
    return { blocks: released, expected: expectation(inputs, range), repeatable: true, horizon }
  const sources = scheduled.length > 0 ? [toAsync(released), ...interactive] : interactive
  return { blocks: interleave(sources), expected: {}, repeatable: false, horizon }
}

/** Aborts with `signal`, or when the machine's clock reaches the end of the range: for inputs driven from outside. */
function untilEnd(
  range: Range,
  { machineClock, origin }: { readonly machineClock: Clock; readonly origin: Micros },
  signal: AbortSignal,
): AbortSignal {
  const end = Math.min(range.to, origin + (range.duration ?? Number.POSITIVE_INFINITY))
  if (!Number.isFinite(end)) return signal
  const ended = new AbortController()
  machineClock.sleepUntil(end, signal).then(
    () => ended.abort(),
    () => {},
  )
  return AbortSignal.any([signal, ended.signal])
}

async function* labelled(blocks: AsyncIterable<Float64Array>, source: number): AsyncGenerator<TickBlock> {
  for await (const times of blocks) yield { times, source }
}

async function* toAsync(blocks: Iterable<TickBlock> | AsyncIterable<TickBlock>): AsyncGenerator<TickBlock> {
  yield* blocks
}

/** Counts hold for the whole schedule only, so a run that skips or cuts has none. */
function expectation(inputs: readonly { readonly input: Input }[], range: Range): Schedule['expected'] {
  const ends = inputs.map(({ input }) => input.end ?? Number.POSITIVE_INFINITY)
  const end = Math.min(range.to, Math.max(...ends))
  const whole = !Number.isFinite(range.from) && !Number.isFinite(range.to) && range.duration === undefined
  const count = inputs.reduce((sum, { input }) => sum + (input.count ?? Number.POSITIVE_INFINITY), 0)
  return {
    ...(whole && Number.isFinite(count) && { count }),
    ...(Number.isFinite(end) && { end }),
  }
}

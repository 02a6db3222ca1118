import { pluginContext, readAs } from '../../../test/plugin-context.ts'
import {
  type AnyDefinition,
  type Emitter,
  type EventSource,
  type Micros,
  rng,
  SECOND,
  type Ticks,
} from '../../kernel/index.ts'

/** 2024-01-01T00:00:00Z */
export const START: Micros = Date.UTC(2024, 0, 1) * 1000

/** A model as a project would open it. */
export async function openModel(
  definition: unknown,
  options: object = {},
  seed: number | string = 1,
): Promise<EventSource> {
  const known = definition as AnyDefinition<'model'>
  return known.open(readAs(known as never, options), {
    ...pluginContext({}),
    rng: rng(seed).fork(`model/${known.name}`),
  })
}

export function ticksAt(times: Float64Array, first = 0): Ticks {
  return { size: times.length, first, times, tags: () => [] }
}

/** `count` instants, the first at START, one each `gap` microseconds. */
export function evenly(count: number, gap: Micros = SECOND): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => START + i * gap)
}

export interface Made<R> {
  readonly record: R
  /** Index of the tick at which it was made; −1 after the last. */
  readonly tick: number
  readonly time: Micros
}

/** What a source makes of ticks, and what it owes at the end. Failed ticks throw. */
export function made<R>(source: EventSource, ticks: Ticks, { flush = false } = {}): Made<R>[] {
  const all: Made<R>[] = []
  const out: Emitter = {
    push: (tick, event, time) =>
      void all.push({ record: event as R, tick, time: time ?? ticks.times[tick]! }),
    drop: () => {},
    fail: (_, error) => {
      throw error
    },
    exhaust: () => {},
  }
  void source.produce(ticks, out)
  if (flush) source.flush?.({ push: (event, time) => void all.push({ record: event as R, tick: -1, time }) })
  return all
}

export function records<R>(source: EventSource, times: Float64Array, first = 0): R[] {
  return made<R>(source, ticksAt(times, first)).map(({ record }) => record)
}

import type { Batch, EventSource, Formatter } from '../../kernel/index.ts'
import { problemsOf } from '../../kernel/index.ts'
import { BatchBuilder } from '../produce/batch-builder.ts'
import { SliceTicks } from '../produce/slice-ticks.ts'
import type { Made, Task } from './task.ts'

/**
 * One worker's work: ticks to events, and events to text where all outputs format alike.
 * @param source a pure event source
 * @param tags the tags of each input
 * @param formatter of all outputs; undefined where they differ or look at more than one event
 */
export class Hand {
  readonly #source: EventSource
  readonly #tags: readonly (readonly string[])[]
  readonly #formatter: Formatter | undefined

  constructor(source: EventSource, tags: readonly (readonly string[])[], formatter: Formatter | undefined) {
    this.#source = source
    this.#tags = tags
    this.#formatter = formatter
  }

  async make({ first, block }: Task): Promise<Made> {
    const failures: { tick: number; problem: Made['failures'][number]['problem'] }[] = []
    const builder = new BatchBuilder(
      Number.POSITIVE_INFINITY,
      this.#tags,
      (error, tick) => failures.push({ tick, problem: problemsOf(error)[0]! }),
      this.#source,
    )
    builder.begin(block, first)
    await this.#source.produce(new SliceTicks(block, first, this.#tags), builder)
    builder.finish()
    const { counts, ended } = builder
    const batch = builder.take()
    const texts = this.#texts(batch)
    return {
      seq: batch.seq,
      time: batch.time,
      source: sourcesOf(batch, first, block),
      events: texts ?? batch.events,
      ready: texts !== undefined,
      ticks: counts.ticks,
      skipped: counts.skipped,
      failures,
      exhausted: ended,
    }
  }

  /** Undefined where the formatter refuses one: then the outputs hear of it themselves. */
  #texts(batch: Batch): readonly string[] | undefined {
    const formatted = this.#formatter?.format(batch)
    if (formatted?.carries !== 'each' || formatted.refused.length > 0) return undefined
    return formatted.frames.every((frame) => typeof frame === 'string')
      ? (formatted.frames as readonly string[])
      : undefined
  }
}

function sourcesOf(batch: Batch, first: number, { source }: Task['block']): Made['source'] {
  if (typeof source === 'number') return source
  return Uint16Array.from(batch.seq, (seq) => source[seq - first]!)
}

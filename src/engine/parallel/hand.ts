import type { Batch, EventSource, Formatter } from '../../kernel/index.ts'
import { problemsOf } from '../../kernel/index.ts'
import { BatchBuilder } from '../produce/batch-builder.ts'
import { SliceTicks } from '../produce/slice-ticks.ts'
import type { Made, Maker, Task } from './task.ts'

type Failed = { tick: number; problem: Made['failures'][number]['problem'] }

/**
 * One thread's work: ticks to events, and events to text where all outputs format alike.
 * @param source a pure event source
 * @param tags the tags of each input
 * @param formatter of all outputs; undefined where they differ or look at more than one event
 */
export class Hand implements Maker {
  readonly #source: EventSource
  readonly #tags: readonly (readonly string[])[]
  readonly #formatter: Formatter | undefined

  constructor(source: EventSource, tags: readonly (readonly string[])[], formatter: Formatter | undefined) {
    this.#source = source
    this.#tags = tags
    this.#formatter = formatter
  }

  async make(task: Task): Promise<Made> {
    return this.#formatter?.compact && this.#source.lines ? this.#lines(task) : this.#events(task)
  }

  /** Takes the memory of lines back that nobody will read again. */
  reuse(bytes: Uint8Array): void {
    this.#source.reuse?.(bytes)
  }

  #lines({ first, block }: Task): Made {
    const failures: Failed[] = []
    const ticks = new SliceTicks(block, first, this.#tags)
    const lines = this.#source.lines!(ticks, (tick, error) =>
      failures.push({ tick: first + tick, problem: problemsOf(error)[0]! }),
    )
    const failed = new Set(failures.map(({ tick }) => tick))
    const seq = new Float64Array(ticks.size)
    for (let i = 0; i < seq.length; i++) seq[i] = first + i
    const kept = failed.size === 0 ? seq : seq.filter((each) => !failed.has(each))
    return {
      seq: kept,
      time: failed.size === 0 ? block.times.slice() : kept.map((each) => block.times[each - first]!),
      source: sourcesOf(kept, first, block),
      events: [],
      lines,
      ready: true,
      ticks: ticks.size,
      skipped: 0,
      failures,
      exhausted: false,
    }
  }

  async #events({ first, block }: Task): Promise<Made> {
    const failures: Failed[] = []
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
      source: sourcesOf(batch.seq, first, block),
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
    const { frames } = formatted
    return frames.every((frame) => typeof frame === 'string') ? (frames as readonly string[]) : undefined
  }
}

function sourcesOf(seq: Float64Array, first: number, { source }: Task['block']): Made['source'] {
  if (typeof source === 'number') return source
  return Uint16Array.from(seq, (each) => source[each - first]!)
}

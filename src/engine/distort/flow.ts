import type { Batch, Clock, Micros } from '../../kernel/index.ts'
import type { TickBlock } from '../schedule/block.ts'
import type { Horizon } from '../schedule/horizon.ts'
import type { DistortStage } from './stage.ts'

/** What a live run needs to release late events in time. */
export interface LivePace {
  readonly clock: Clock
  readonly horizon: Horizon
  readonly signal: AbortSignal
}

/**
 * Produced batches as they are delivered. In a batch run late events come with the first batch that reaches their
 * time, in a live run when the clock does. At the end all that is held comes, in batches of at most `size` events.
 */
export class Flow implements AsyncIterable<Batch> {
  readonly #batches: AsyncIterable<Batch>
  readonly #stage: DistortStage
  readonly #size: number
  readonly #live: LivePace | undefined
  #pending: Promise<IteratorResult<Batch>> | undefined

  constructor(batches: AsyncIterable<Batch>, stage: DistortStage, size: number, live?: LivePace) {
    this.#batches = batches
    this.#stage = stage
    this.#size = size
    this.#live = live
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    const iterator = this.#batches[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = iterator.next()
        // Whoever waits for it hears of a failure; until then it must not count as unheard.
        next.catch(() => {})
        this.#pending = next
        if (this.#live) yield* this.#lateUntil(next, this.#live)
        const { done, value: batch } = await next
        this.#pending = undefined
        if (done) break
        const given = this.#stage.push(batch)
        if (given) yield given
      }
    } finally {
      // Not awaited: where someone leaves in the middle of a wait, it would go on until the next tick.
      iterator.return?.(undefined).catch(() => {})
    }
    if (this.#live) yield* this.#lateToTheEnd(this.#live)
    else yield* this.#stage.flush(this.#size)
  }

  /** What is left where someone stopped in the middle. Production must have been told to end. */
  async *rest(): AsyncGenerator<Batch> {
    const last = await this.#pending?.catch(() => undefined)
    const given = last && !last.done ? this.#stage.push(last.value) : undefined
    if (given) yield given
    yield* this.#stage.flush(this.#size)
  }

  /** Late events that become due before the next batch is there. */
  async *#lateUntil(next: Promise<unknown>, { clock, horizon }: LivePace): AsyncGenerator<Batch> {
    const came = next.then(
      () => true,
      () => true,
    )
    for (let due = this.#stage.earliest; due !== undefined; due = this.#stage.earliest) {
      const waiting = new AbortController()
      const instant = due
      const isDue = clock.sleepUntil(instant, waiting.signal).then(
        () => horizon.isBeyond(instant).then(() => false),
        () => true,
      )
      const first = await Promise.race([came, isDue])
      waiting.abort()
      if (first) return
      const given = this.#stage.release(instant)
      if (given) yield given
    }
  }

  async *#lateToTheEnd({ clock, signal }: LivePace): AsyncGenerator<Batch> {
    for (let due = this.#stage.earliest; due !== undefined; due = this.#stage.earliest) {
      await clock.sleepUntil(due, signal)
      const given = this.#stage.release(Math.max(due, clock.now()))
      if (given) yield given
    }
  }
}

/** Tells the first tick of a schedule. */
export async function* noted(
  blocks: Iterable<TickBlock> | AsyncIterable<TickBlock>,
  note: (first: Micros) => void,
): AsyncGenerator<TickBlock> {
  let first = true
  for await (const block of blocks) {
    if (first) note(block.times[0]!)
    first = false
    yield block
  }
}

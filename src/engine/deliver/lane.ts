import { setMaxListeners } from 'node:events'
import type { Batch, Delivery, Failure, Formatted, Formatter, Output } from '../../kernel/index.ts'
import { LoomError } from '../../kernel/index.ts'
import type { OutputCounts } from './account.ts'
import type { DeadLetters } from './dead-letters.ts'

export interface LaneOptions {
  readonly output: Output
  readonly formatter: Formatter
  readonly counts: OutputCounts
  /** Batches that may wait; a full queue stops production. */
  readonly queue: number
  /** Writes under way at once. 1 keeps the order. */
  readonly concurrency: number
  /** Longest time for one write, milliseconds; undefined lets it wait for ever, as a pipe's reader may want. */
  readonly timeout: number | undefined
  readonly deadLetters: DeadLetters
  /** Told of each event or frame that did not arrive. */
  readonly onFailure: (error: unknown, output: string, events: number) => void
  /** The reader went away: nothing more can be delivered here. */
  readonly onClosed: () => void
}

/** One output's way through the run: its own queue, so that a slow output is felt and a dead one is isolated. */
export class Lane {
  readonly #options: LaneOptions
  readonly #queue: Batch[] = []
  readonly #abandoned = new AbortController()
  #active = 0
  #closed = false
  #roomWanted: (() => void) | undefined
  #idleWanted: (() => void) | undefined

  constructor(options: LaneOptions) {
    this.#options = options
    // One listener for each write under way is no leak.
    setMaxListeners(0, this.#abandoned.signal)
  }

  get counts(): OutputCounts {
    return this.#options.counts
  }

  /** Events that wait or are being written. */
  get backlog(): number {
    const { produced, written, dropped, deadLettered, failed } = this.counts
    return produced - written - dropped - deadLettered - failed
  }

  /** Takes a batch; returns a promise when the producer must wait for room. */
  offer(batch: Batch): Promise<void> | undefined {
    this.counts.produced += batch.size
    this.#queue.push(batch)
    this.#pump()
    if (this.#queue.length < this.#options.queue) return undefined
    return new Promise((resolve) => {
      this.#roomWanted = resolve
    })
  }

  /** Resolves when everything offered is accounted for. */
  drained(): Promise<void> {
    if (this.#active === 0 && this.#queue.length === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#idleWanted = resolve
    })
  }

  /** Gives up what still waits; writes under way are told to end. */
  abandon(): void {
    this.#closed = true
    this.#abandoned.abort(new LoomError('E_RUN_ABANDONED', 'the run was told to stop at once'))
    this.#pump()
  }

  #pump(): void {
    while (this.#queue.length > 0 && this.#active < this.#options.concurrency) {
      const batch = this.#queue.shift()!
      if (this.#closed) {
        this.counts.dropped += batch.size
        continue
      }
      const pending = this.#deliver(batch)
      if (!pending) continue
      this.#active++
      void pending.finally(() => {
        this.#active--
        this.#pump()
      })
    }
    if (this.#queue.length < this.#options.queue) {
      this.#roomWanted?.()
      this.#roomWanted = undefined
    }
    if (this.#active === 0 && this.#queue.length === 0) {
      this.#idleWanted?.()
      this.#idleWanted = undefined
    }
  }

  /** Formats and writes one batch and accounts for each of its events; never rejects. */
  #deliver(batch: Batch): Promise<void> | undefined {
    let formatted: Formatted
    try {
      formatted = this.#options.formatter.format(batch)
    } catch (error) {
      this.#lose(batch, batch.events.keys(), batch.size, error)
      return undefined
    }
    for (const { event, error } of formatted.refused) this.#lose(batch, [event], 1, error)
    if (formatted.frames.length === 0) return undefined
    const delivery: Delivery = { ...formatted, batch, contentType: this.#options.formatter.contentType }
    const attempt = new AbortController()
    try {
      const result = this.#options.output.write(delivery, attempt.signal)
      if (!(result instanceof Promise)) {
        this.#settle(delivery, result ?? [])
        return undefined
      }
      return this.#bounded(result, attempt).then(
        (failures) => this.#settle(delivery, failures ?? []),
        (error: unknown) => this.#failed(delivery, error),
      )
    } catch (error) {
      this.#failed(delivery, error)
      return undefined
    }
  }

  /** The write, or a rejection when its time is up or the run is abandoned. */
  #bounded<T>(write: Promise<T>, attempt: AbortController): Promise<T> {
    const { timeout } = this.#options
    const abandoned = this.#abandoned.signal
    return new Promise((resolve, reject) => {
      const end = (reason: unknown) => {
        attempt.abort(reason)
        reject(reason)
      }
      const onAbandon = () => end(abandoned.reason)
      const timer =
        timeout === undefined
          ? undefined
          : setTimeout(
              () => end(new LoomError('E_OUTPUT_TIMEOUT', `not written within ${timeout / 1000} s`)),
              timeout,
            )
      if (abandoned.aborted) onAbandon()
      else abandoned.addEventListener('abort', onAbandon, { once: true })
      void write.then(resolve, reject).finally(() => {
        clearTimeout(timer)
        abandoned.removeEventListener('abort', onAbandon)
      })
    })
  }

  #settle(delivery: Delivery, failures: readonly Failure[]): void {
    const { batch, frames, refused } = delivery
    let lost = refused.length
    for (const { frame, error } of failures) {
      const events = [...eventsOf(delivery, frame)]
      this.#lose(batch, events, events.length, error)
      lost += events.length
    }
    const failedFrames = new Set(failures.map((failure) => failure.frame))
    this.counts.written += batch.size - lost
    this.counts.bytes += frames.reduce(
      (sum, frame, i) => (failedFrames.has(i) ? sum : sum + frameBytes(frame)),
      0,
    )
  }

  #failed(delivery: Delivery, error: unknown): void {
    const { batch, frames, refused } = delivery
    const events = frames.flatMap((_, frame) => [...eventsOf(delivery, frame)])
    const code = error instanceof LoomError ? error.code : undefined
    if (code === 'E_OUTPUT_CLOSED' || code === 'E_RUN_ABANDONED') {
      this.counts.dropped += batch.size - refused.length
      // Several writes may find out at once; the reader went away once.
      if (code === 'E_OUTPUT_CLOSED' && !this.#closed) this.#options.onClosed()
      this.#closed = true
    } else this.#lose(batch, events, events.length, error)
  }

  #lose(batch: Batch, events: Iterable<number>, count: number, error: unknown): void {
    const { counts, deadLetters, onFailure } = this.#options
    onFailure(error, counts.name, count)
    try {
      deadLetters.keep(counts.name, batch, events, error)
      counts.deadLettered += count
    } catch (unwritable) {
      onFailure(unwritable, counts.name, count)
      counts.failed += count
    }
  }
}

/** The events of the batch that a frame carries. */
function* eventsOf(delivery: Delivery, frame: number): Generator<number> {
  if (delivery.carries === 'each') yield frame
  else if (delivery.carries !== 'all') yield delivery.carries[frame]!
  else {
    const refused = new Set(delivery.refused.map(({ event }) => event))
    for (let event = 0; event < delivery.batch.size; event++) if (!refused.has(event)) yield event
  }
}

function frameBytes(frame: string | Uint8Array): number {
  return typeof frame === 'string' ? Buffer.byteLength(frame) : frame.byteLength
}

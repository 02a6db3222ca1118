import { LoomError, type Output } from '../../kernel/index.ts'
import type { Timer } from '../clock/timer.ts'
import { emptyCounts, type OutputCounts, type OutputReport, percentiles } from './account.ts'
import type { Courier } from './courier.ts'
import type { Ending, Fate } from './ending.ts'
import type { Lot } from './lot.ts'
import type { LanePolicy } from './policy.ts'
import { LotQueue } from './queue.ts'
import { Shaper } from './shaper.ts'
import { Spill } from './spill.ts'
import { type Reached, Watermark } from './watermark.ts'

export interface LaneOptions {
  readonly name: string
  readonly output: Output
  readonly courier: Courier
  readonly policy: Pick<LanePolicy, 'shape' | 'capacity' | 'inFlight' | 'onFull' | 'spill' | 'shed'>
  readonly ending: Ending
  readonly timer: Timer
  /** Where an earlier run ended; what comes before is not delivered again. */
  readonly start: Reached
  /** Told of events dropped because the queue was full. */
  readonly onDropped: (error: LoomError, events: number) => void
  readonly onSpillFailure: (error: unknown) => void
  /** Told of an error that nobody foresaw. */
  readonly onFault: (error: unknown) => void
}

/** How far an output has come, and what it needs to go on from there. */
export interface Mark extends Reached {
  /** What the output said of its position, if it can. */
  readonly output?: unknown
}

/** One output's way through the run: its own queue, so that a slow output is felt and a dead one is isolated. */
export class Lane {
  readonly counts: OutputCounts
  readonly #options: LaneOptions
  readonly #queue: LotQueue
  readonly #shaper: Shaper
  readonly #watermark: Watermark
  #active = 0
  /** Of the writes under way. */
  #activeEvents = 0
  #activeLength = 0
  #last = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #roomWanted: (() => void) | undefined
  #idleWanted: (() => void) | undefined
  #mark: Mark
  #marking: Promise<void> | undefined
  #quietWanted: (() => void) | undefined

  constructor(options: LaneOptions) {
    const { name, policy, start, timer, onSpillFailure } = options
    this.#options = options
    this.counts = emptyCounts(name)
    const { maxBytes, folder } = policy.spill
    const spill = policy.onFull === 'spill' ? new Spill(folder, maxBytes) : undefined
    this.#queue = new LotQueue(policy.capacity, spill, onSpillFailure)
    this.#shaper = new Shaper(this.#queue, policy.shape, () => timer.now())
    this.#watermark = new Watermark(start)
    this.#mark = start
  }

  /** Events that wait or are being written. */
  get backlog(): number {
    const { produced, written, dropped, deadLettered, failed } = this.counts
    return produced - written - dropped - deadLettered - failed
  }

  /** Something is there that is not being written yet. */
  get waiting(): boolean {
    return !this.#shaper.empty
  }

  get report(): OutputReport {
    const { courier, output, start } = this.#options
    const { counts } = this
    return {
      ...counts,
      earlier: start.position,
      bytes: output.bytes ?? counts.bytes,
      latency: percentiles(courier.latency),
      spilled: this.#queue.spilled,
      down: courier.down,
    }
  }

  /** The last mark that was taken. */
  get mark(): Mark {
    return this.#mark
  }

  /** Takes what comes next; returns a promise when the producer must wait for room. */
  offer(lot: Lot): Promise<void> | undefined {
    const { policy, ending } = this.#options
    this.counts.produced += lot.batch.size
    if (policy.onFull === 'drop' && this.#queue.full && !ending.error) this.#drop(lot)
    else this.#queue.push(lot)
    this.#pump()
    if (policy.onFull === 'drop' || !this.#queue.full) return undefined
    return new Promise((resolve) => {
      this.#roomWanted = resolve
    })
  }

  /** Nothing more will be offered; resolves when everything is accounted for. */
  async drained(): Promise<void> {
    this.#last = true
    this.#pump()
    if (!this.#idle) {
      await new Promise<void>((resolve) => {
        this.#idleWanted = resolve
      })
    }
    await this.#marking
    this.#queue.close()
  }

  /** Ends deliveries: writes under way are told to stop, and what waits meets its fate. */
  end(fate: Fate, error: LoomError): void {
    this.#options.ending.end(fate, error)
    this.#pump()
  }

  /** Takes a mark as soon as that is possible. One that needs a pause in the writes waits for it. */
  takeMark(): Promise<void> {
    this.#marking ??= this.#takeMark().finally(() => {
      this.#marking = undefined
      this.#pump()
    })
    return this.#marking
  }

  async #takeMark(): Promise<void> {
    const { output, ending } = this.#options
    if (!output.position) {
      this.#mark = this.#watermark.reached
      return
    }
    if (this.#active > 0) {
      await new Promise<void>((resolve) => {
        this.#quietWanted = resolve
      })
    }
    // What was cut off in the middle is in the output and not accounted for.
    if (ending.fate === 'leave') return
    const { reached } = this.#watermark
    this.#mark = { ...reached, output: await output.position() }
  }

  get #idle(): boolean {
    return this.#active === 0 && this.#shaper.empty
  }

  #pump(): void {
    const { courier, ending } = this.#options
    clearTimeout(this.#timer)
    while (ending.error || this.#mayBegin) {
      const lot = this.#shaper.next(this.#last || ending.error !== undefined)
      if (!lot) break
      this.#account(lot, courier.carry(lot, this.counts))
    }
    this.#shed()
    const { due } = this.#shaper
    if (due !== undefined && this.#mayBegin)
      this.#timer = setTimeout(() => this.#pump(), Math.max(1, due - this.#options.timer.now()))
    if (!this.#queue.full) {
      this.#roomWanted?.()
      this.#roomWanted = undefined
    }
    if (this.#active === 0) {
      this.#quietWanted?.()
      this.#quietWanted = undefined
    }
    if (this.#idle) {
      this.#idleWanted?.()
      this.#idleWanted = undefined
    }
  }

  /** May another write begin? A mark waits for the writes under way, and the next write for the mark. */
  get #mayBegin(): boolean {
    const { policy, courier, output } = this.#options
    if (this.#marking && output.position) return false
    if (this.#active >= (courier.down ? 1 : policy.inFlight)) return false
    // What is under way takes memory as what waits does; small writes may be many, large ones need not.
    const { events, length } = policy.capacity
    return this.#active === 0 || (this.#activeEvents < 2 * events && this.#activeLength < 2 * length)
  }

  /** While the output is down, what does not fit into the queue is refused, the oldest first. */
  #shed(): void {
    const { policy, courier } = this.#options
    if (!policy.shed) return
    while (courier.down && this.#queue.full && this.#active < 2 * policy.inFlight) {
      const lot = this.#shaper.drain() ?? this.#shaper.next(true)
      if (!lot) return
      this.#account(lot, courier.refuse(lot, this.counts))
    }
  }

  #account(lot: Lot, done: boolean | Promise<boolean>): void {
    const { batch, position, length } = lot
    const ticket = this.#watermark.begin(position + batch.size, batch.seq[batch.size - 1]! + 1)
    if (typeof done === 'boolean') {
      if (done) this.#watermark.finish(ticket)
      return
    }
    this.#active++
    this.#activeEvents += batch.size
    this.#activeLength += length
    const end = (complete: boolean) => {
      if (complete) this.#watermark.finish(ticket)
      this.#active--
      this.#activeEvents -= batch.size
      this.#activeLength -= length
      this.#pump()
    }
    // A courier accounts for everything itself; should it fail nevertheless, the account will not balance.
    done.then(end, (error: unknown) => {
      this.#options.onFault(error)
      end(false)
    })
  }

  #drop({ batch }: Lot): void {
    this.counts.dropped += batch.size
    const message = 'the queue was full, and on_full is drop'
    this.#options.onDropped(new LoomError('E_QUEUE_FULL', message), batch.size)
  }
}

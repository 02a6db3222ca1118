import type { Formatter, Log, Output } from '../../kernel/index.ts'
import { DeliveryError, type LoomError, problemsOf } from '../../kernel/index.ts'
import type { Timer } from '../clock/timer.ts'
import { LogHistogram } from '../log-histogram.ts'
import type { OutputCounts } from './account.ts'
import { Circuit } from './circuit.ts'
import { type Lost, lostEvents, lostFrames } from './dead-letter.ts'
import { bytesOf, type FormattedDelivery, format } from './delivery.ts'
import type { Ending } from './ending.ts'
import type { EventIds } from './event-ids.ts'
import type { Lot } from './lot.ts'
import { ARRIVED, attempt, type Outcome, type Sorting, sortOut } from './outcome.ts'
import type { LanePolicy } from './policy.ts'
import { backoff, type Trial } from './retry.ts'

export interface CourierOptions {
  readonly name: string
  readonly output: Output
  readonly formatter: Formatter
  readonly ids: EventIds
  readonly policy: Pick<LanePolicy, 'maxBytes' | 'timeout' | 'retry' | 'breaker'>
  readonly timer: Timer
  readonly ending: Ending
  readonly log: Log
  /** Told of events that will not be delivered; keeps them and says how many it could not keep. */
  readonly onLost: (lost: Lost) => number | Promise<number>
}

/** A write under way. */
interface Begun {
  /** Milliseconds of the timer. */
  readonly started: number
  readonly outcome: Outcome | Promise<Outcome>
}

/**
 * Carries lots to one output, attempt by attempt, and accounts for each event. Its promises never reject; true says
 * that every event is accounted for, false that some were left for a resumed run.
 */
export class Courier {
  /** Microseconds of the writes that brought something home. */
  readonly latency = new LogHistogram()
  readonly #options: CourierOptions
  readonly #circuit: Circuit
  #trouble: unknown

  constructor(options: CourierOptions) {
    this.#options = options
    this.#circuit = new Circuit(options.policy.breaker, options.timer)
  }

  /** The destination is taken for down. */
  get down(): boolean {
    return this.#circuit.down
  }

  carry(lot: Lot, counts: OutputCounts): boolean | Promise<boolean> {
    const { formatter, ids, policy, ending } = this.#options
    if (ending.error) return this.#dispose(lostEvents(lot, ending.error), counts)
    let deliveries: readonly FormattedDelivery[]
    try {
      deliveries = format(lot, formatter, ids, policy.maxBytes)
    } catch (error) {
      return this.#lose(lostEvents(lot, error), counts)
    }
    const [first] = deliveries
    if (deliveries.length > 1 || first!.refused.length > 0 || first!.count === 0)
      return this.#carryAll(deliveries, counts)
    if (!this.#circuit.enter()) return this.#insist(first!, counts)
    const begun = this.#begin(first!)
    if (begun.outcome !== ARRIVED) return this.#insist(first!, counts, begun)
    this.#arrived(first!, begun.started, counts)
    this.#circuit.succeeded()
    first!.release()
    return true
  }

  /** Gives a lot up without an attempt, for the output is down. */
  refuse(lot: Lot, counts: OutputCounts): boolean | Promise<boolean> {
    return this.#lose(lostEvents(lot, this.#downError()), counts)
  }

  async #carryAll(deliveries: readonly FormattedDelivery[], counts: OutputCounts): Promise<boolean> {
    let done = true
    for (const delivery of deliveries) {
      for (const { event, error } of delivery.refused)
        await this.#lose(lostEvents(delivery.lot, error, [event]), counts)
      if (delivery.count > 0) done = (await this.#insist(delivery, counts)) && done
    }
    return done
  }

  /** Attempts until every frame has arrived, was rejected or is given up. */
  async #insist(delivery: FormattedDelivery, counts: OutputCounts, begun?: Begun): Promise<boolean> {
    const { timer, ending } = this.#options
    const since = begun?.started ?? timer.now()
    const trial: Trial = { attempts: 0, since, first: undefined, last: undefined }
    let left = delivery
    for (let writing = begun; ; writing = undefined) {
      if (!writing) {
        if (!(await this.#permission(trial))) return this.#giveUp(left, trial, counts)
        writing = this.#begin(left)
      }
      const sorting = await this.#settle(left, writing, trial, counts)
      if (sorting.failed.size === 0) {
        // After an attempt that failed the output may still be reading.
        if (trial.attempts === 1) left.release()
        return true
      }
      if (ending.error) return this.#giveUp(left.only(ascending(sorting.failed.keys())), trial, counts)
      for (const [error, frames] of sorting.final)
        await this.#lose(lostFrames(left, frames, error, trial), counts)
      if (sorting.passing.length === 0) return true
      const wait = Math.max(sorting.wait, backoff(this.#options.policy.retry, trial.attempts))
      left = left.only(sorting.passing)
      if (!this.#mayTryAgain(trial, wait)) {
        const error = sorting.failed.get(sorting.passing[0]!)
        return this.#lose(lostFrames(left, [...left.frames.keys()], error, trial), counts)
      }
      counts.retried += left.size
      await timer.sleep(wait, ending.signal)
    }
  }

  #begin(delivery: FormattedDelivery): Begun {
    const { output, policy, ending, timer } = this.#options
    const started = timer.now()
    return { started, outcome: attempt(output, delivery, policy.timeout, ending.signal) }
  }

  /** Waits until an attempt may be made; false when that takes too long, or deliveries end. */
  async #permission(trial: Trial): Promise<boolean> {
    const { ending, timer } = this.#options
    for (;;) {
      if (ending.error) return false
      if (this.#circuit.enter()) return true
      const deadline = this.#deadline(trial)
      if (timer.now() >= deadline) return false
      await this.#circuit.ready(deadline, ending.signal)
    }
  }

  /** Accounts for what arrived, and tells the circuit how the destination is. */
  async #settle(
    delivery: FormattedDelivery,
    { started, outcome }: Begun,
    trial: Trial,
    counts: OutputCounts,
  ): Promise<Sorting> {
    const { ending, log, name, policy } = this.#options
    const sorting = sortOut(delivery, await outcome)
    trial.attempts++
    trial.last = Date.now()
    trial.first ??= trial.last
    if (sorting.closed) ending.end('drop', sorting.closed)
    this.#arrived(delivery, started, counts, sorting.failed)
    const before = this.#circuit.down
    if (ending.error) this.#circuit.released()
    else if (sorting.destination === 'up') this.#circuit.succeeded()
    else {
      this.#trouble = sorting.failed.get(sorting.passing[0]!)
      if (sorting.destination === 'down') this.#circuit.failed(started)
      else this.#circuit.throttled(Math.max(sorting.wait, backoff(policy.retry, trial.attempts)))
    }
    const { down } = this.#circuit
    if (down && !before) log.warn('An output is down', { output: name, reason: this.#reason() })
    if (!down && before) log.info('An output is up again', { output: name })
    return sorting
  }

  #arrived(
    delivery: FormattedDelivery,
    started: number,
    counts: OutputCounts,
    failed?: ReadonlyMap<number, unknown>,
  ): void {
    const { output, timer } = this.#options
    const arrived = delivery.count - (failed?.size ?? 0)
    if (arrived === 0) return
    counts.written += delivery.carries === 'all' ? delivery.size : arrived
    if (output.bytes === undefined) counts.bytes += bytesOf(delivery, failed)
    this.latency.record((timer.now() - started) * 1000)
  }

  /** What was not tried as often as it might have been: the output is down, or deliveries end. */
  #giveUp(left: FormattedDelivery, trial: Trial, counts: OutputCounts): boolean | Promise<boolean> {
    const { ending } = this.#options
    const error = ending.error ?? this.#downError()
    const lost = lostFrames(left, [...left.frames.keys()], error, trial)
    return ending.error ? this.#dispose(lost, counts) : this.#lose(lost, counts)
  }

  /** Deliveries have ended early. */
  #dispose(lost: Lost, counts: OutputCounts): boolean | Promise<boolean> {
    const { fate } = this.#options.ending
    if (fate === 'letter') return this.#lose(lost, counts)
    counts.dropped += lost.events.length
    if (fate === 'drop') return true
    counts.left += lost.events.length
    return false
  }

  #lose(lost: Lost, counts: OutputCounts): boolean | Promise<boolean> {
    const account = (unkept: number) => {
      counts.failed += unkept
      counts.deadLettered += lost.events.length - unkept
      return true
    }
    if (lost.events.length === 0) return true
    const unkept = this.#options.onLost(lost)
    return typeof unkept === 'number' ? account(unkept) : unkept.then(account)
  }

  #mayTryAgain(trial: Trial, wait: number): boolean {
    const { policy, timer } = this.#options
    return trial.attempts < policy.retry.attempts && timer.now() + wait <= this.#deadline(trial)
  }

  /** Counted from the start of an outage, for what comes during one need not wait as long as what began it. */
  #deadline({ since }: Trial): number {
    const outage = this.#circuit.failingSince ?? Number.POSITIVE_INFINITY
    return Math.min(since, outage) + this.#options.policy.retry.time
  }

  #downError(): LoomError {
    const message = `${this.#options.name} is down: ${this.#reason()}`
    return new DeliveryError('connect', 'E_OUTPUT_DOWN', message, { cause: this.#trouble })
  }

  #reason(): string {
    return problemsOf(this.#trouble)[0]!.message
  }
}

function ascending(frames: Iterable<number>): readonly number[] {
  return [...frames].sort((a, b) => a - b)
}

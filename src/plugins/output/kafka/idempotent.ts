import type { Failure } from '../../../kernel/index.ts'
import { inFlight } from '../in-flight.ts'
import { type Client, type Courier, type CourierOptions, discard, patiently, producer } from './courier.ts'
import { isUncertain } from './error.ts'
import type { Outgoing } from './messages.ts'
import { lostOf, parts, sendPart, sendParts } from './send.ts'

/**
 * One write at a time, each numbered, so that the broker knows a message that is sent again. The numbers go on only
 * when an answer came; so after a lost answer either the very same messages go first, or numbering starts anew.
 */
export class Idempotent implements Courier {
  client: Client
  readonly #given: CourierOptions
  readonly #one = inFlight()
  /** What was sent last, if nobody knows whether it arrived. */
  #doubtful: readonly Outgoing[] | undefined
  /** Names of events that arrived after their write had been given up. */
  readonly #arrived = new Set<string>()

  constructor(given: CourierOptions) {
    this.#given = given
    this.client = producer(given, { idempotent: true })
  }

  send(messages: readonly Outgoing[], signal: AbortSignal): Promise<Failure[]> {
    return this.#one(() => this.#send(messages, signal), signal)
  }

  async #send(messages: readonly Outgoing[], signal: AbortSignal): Promise<Failure[]> {
    const left = this.#arrived.size === 0 ? messages : messages.filter(({ id }) => !this.#arrived.delete(id))
    const { where, options } = this.#given
    const again = await this.#repeated(left)
    const queue = parts(left.slice(again), options.max_request_size)
    if (again > 0) queue.unshift(left.slice(0, again))
    return await sendParts(queue, async (part) => {
      if (signal.aborted) return part.map(({ frame }) => ({ frame, error: signal.reason as unknown }))
      const failed = await sendPart(part, (some) => this.#attempt(some), where)
      if (signal.aborted) this.#remember(part, failed)
      return failed
    })
  }

  /** How many of the messages are those that are in doubt, in the same order; without them numbering starts anew. */
  async #repeated(messages: readonly Outgoing[]): Promise<number> {
    const doubtful = this.#doubtful
    if (!doubtful) return 0
    if (doubtful.every(({ id }, i) => messages[i]?.id === id)) return doubtful.length
    await this.#renew()
    return 0
  }

  async #attempt(part: readonly Outgoing[]): Promise<void> {
    try {
      await patiently(() => this.client.send({ messages: part.map(({ message }) => message) }))
      this.#doubtful = undefined
    } catch (cause) {
      if (isUncertain(cause)) this.#doubtful = lostOf(part, cause)
      else await this.#renew()
      throw cause
    }
  }

  #remember(part: readonly Outgoing[], failed: readonly Failure[]): void {
    const lost = new Set(failed.map(({ frame }) => frame))
    for (const { frame, id } of part) if (!lost.has(frame)) this.#arrived.add(id)
  }

  async #renew(): Promise<void> {
    await discard(this.client)
    this.client = producer(this.#given, { idempotent: true })
    this.#doubtful = undefined
  }

  close(): Promise<void> {
    return discard(this.client)
  }
}

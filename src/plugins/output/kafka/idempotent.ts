import type { Failure } from '../../../kernel/index.ts'
import { inFlight } from '../in-flight.ts'
import { type Client, type Courier, type CourierOptions, discard, patiently, producer } from './courier.ts'
import { isUncertain, kafkaError } from './error.ts'
import type { Outgoing } from './messages.ts'
import { lostOf, parts, sendPart, sendParts } from './send.ts'

/**
 * One write at a time, each numbered, so that the broker knows a message that is sent again. The numbers go on only
 * when an answer came; so after a lost answer the very same messages go first, until one comes. Others under the same
 * numbers would be taken for a repetition, and lost.
 */
export class Idempotent implements Courier {
  client: Client
  readonly #given: CourierOptions
  readonly #one = inFlight()
  /** What was sent last, if nobody knows whether it arrived. */
  #doubtful: readonly Outgoing[] | undefined
  /** Names of events that turned out to have arrived when their write had failed already. */
  readonly #arrived = new Set<string>()

  constructor(given: CourierOptions) {
    this.#given = given
    this.client = producer(given, { idempotent: true })
  }

  send(messages: readonly Outgoing[], signal: AbortSignal): Promise<Failure[]> {
    return this.#one(() => this.#send(messages, signal), signal)
  }

  async #send(messages: readonly Outgoing[], signal: AbortSignal): Promise<Failure[]> {
    const { where, options } = this.#given
    try {
      await this.#settle()
    } catch (cause) {
      const error = kafkaError(cause, where)
      return messages.map(({ frame }) => ({ frame, error }))
    }
    const left = this.#arrived.size === 0 ? messages : messages.filter(({ id }) => !this.#arrived.delete(id))
    return await sendParts(parts(left, options.max_request_size), async (part) => {
      if (signal.aborted) return part.map(({ frame }) => ({ frame, error: signal.reason as unknown }))
      const failed = await sendPart(part, (some) => this.#attempt(some), where)
      if (signal.aborted) this.#remember(part, new Set(failed.map(({ frame }) => frame)))
      return failed
    })
  }

  /** Brings what is in doubt to an end; throws while nobody answers. */
  async #settle(): Promise<void> {
    const doubtful = this.#doubtful
    if (!doubtful) return
    try {
      await this.#attempt(doubtful)
      this.#remember(doubtful, new Set())
    } catch (cause) {
      if (this.#doubtful) throw cause
      this.#remember(doubtful, new Set(lostOf(doubtful, cause).map(({ frame }) => frame)))
    }
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

  #remember(part: readonly Outgoing[], lost: ReadonlySet<number>): void {
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

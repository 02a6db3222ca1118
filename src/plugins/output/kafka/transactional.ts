import type { Failure } from '../../../kernel/index.ts'
import { inFlight } from '../in-flight.ts'
import { TopicReader } from './committed-ids.ts'
import { type Client, type Courier, type CourierOptions, discard, patiently, producer } from './courier.ts'
import type { Outgoing } from './messages.ts'
import { parts, sendPart } from './send.ts'

/** For a checkpoint: the offset in each partition from which on messages may have come that it does not know of. */
export interface Position {
  readonly topics: Readonly<Record<string, readonly string[]>>
}

/**
 * Each write is a transaction. When nobody knows how the last one ended, in this run or before a crash, it is first
 * brought to an end, and the topics are read from the last known offsets on: what is there is not sent again.
 */
export class Transactional implements Courier {
  client: Client
  readonly #given: CourierOptions
  readonly #reader: TopicReader
  /** By topic, the offsets from which on messages may have come since the last that is known of. */
  #offsets = new Map<string, bigint[]>()
  /** Topics whose offsets are known to be those of our last transaction. */
  readonly #current = new Set<string>()
  /** Names of events that are there and will be written again. */
  readonly #there = new Set<string>()
  readonly #one = inFlight()
  #resumed = false
  #doubt = false

  constructor(given: CourierOptions, header: string) {
    this.#given = given
    this.client = this.#producer()
    this.#reader = new TopicReader(given.kafka, given.connection, header, given.where)
  }

  /** Notes where a topic ends, so that a checkpoint before the first write knows it. */
  async begin(topic: string): Promise<void> {
    await this.#look(topic)
  }

  async send(messages: readonly Outgoing[], signal: AbortSignal): Promise<Failure[]> {
    return await this.#one(() => sendPart(messages, (part) => this.#whole(part), this.#given.where), signal)
  }

  position(): Position {
    return { topics: Object.fromEntries([...this.#offsets].map(([topic, at]) => [topic, at.map(String)])) }
  }

  resume(position: Position): void {
    this.#offsets = new Map(
      Object.entries(position.topics).map(([topic, offsets]) => [topic, offsets.map(BigInt)]),
    )
    this.#current.clear()
    this.#resumed = true
  }

  async close(): Promise<void> {
    await discard(this.client)
    await this.#reader.close().catch(() => undefined)
  }

  /** All of the part or nothing: what single partitions answered counts for nothing. */
  async #whole(part: readonly Outgoing[]): Promise<void> {
    try {
      await this.#transaction(part)
    } catch (cause) {
      throw new Error('the transaction was given up', { cause })
    }
  }

  async #transaction(part: readonly Outgoing[]): Promise<void> {
    if (this.#doubt) await this.#renew()
    this.#doubt = true
    const { client } = this
    // Without a producer id of before: the coordinator ends what the last producer of this name left open.
    const transaction = await patiently(() => {
      client.transaction?.cancel()
      return client.beginTransaction({ producerId: -1n, producerEpoch: -1 })
    })
    for (const topic of new Set(part.map(({ message }) => message.topic))) await this.#look(topic)
    const left = this.#there.size === 0 ? part : part.filter(({ id }) => !this.#there.has(id))
    if (left.length === 0) await transaction.cancel()
    else {
      const sent = []
      for (const some of parts(left, this.#given.options.max_request_size)) {
        sent.push(await patiently(() => transaction.send({ messages: some.map(({ message }) => message) })))
      }
      await transaction.commit()
      for (const { topic, partition, offset } of sent.flatMap(({ offsets }) => offsets ?? [])) {
        this.#offsets.get(topic)![partition] = offset + 1n
      }
    }
    if (left.length < part.length) for (const { id } of part) this.#there.delete(id)
    if (client === this.client) this.#doubt = false
  }

  /** Learns which events are in a topic that the last checkpoint, or the last write, does not know of. */
  async #look(topic: string): Promise<void> {
    if (this.#current.has(topic)) return
    const from = this.#offsets.get(topic)
    if (from !== undefined || this.#resumed) {
      const { ids, ends } = await this.#reader.committed(topic, from ?? [])
      for (const id of ids) this.#there.add(id)
      if (from === undefined) this.#offsets.set(topic, ends.fill(0n))
    } else this.#offsets.set(topic, await this.#reader.ends(topic))
    this.#current.add(topic)
  }

  async #renew(): Promise<void> {
    await discard(this.client)
    this.client = this.#producer()
    this.#current.clear()
  }

  #producer(): Client {
    const transactionalId = this.#given.options.transactional_id!
    return producer(this.#given, { idempotent: true, transactionalId })
  }
}

import type { BaseOptions, Consumer } from '@platformatic/kafka'
import type { loadKafka } from './client.ts'
import { kafkaError } from './error.ts'

type Kafka = Awaited<ReturnType<typeof loadKafka>>

/** Bits of a batch's attributes. */
const TRANSACTIONAL = 0b1_0000
const CONTROL = 0b10_0000
/** Types of a control record, which ends a transaction. */
const COMMIT = 1
const FETCH_BYTES = 4_194_304

/** The names of the events that are in a topic from given offsets on, and where the topic ends. */
export interface Committed {
  readonly ids: readonly string[]
  readonly ends: bigint[]
}

/** Looks into topics without being a consumer that anyone sees. */
export class TopicReader {
  readonly #consumer: Consumer<Buffer, Buffer, Buffer, Buffer>
  readonly #header: Buffer
  readonly #where: string

  constructor({ Consumer }: Kafka, connection: BaseOptions, header: string, where: string) {
    this.#consumer = new Consumer({ ...connection, groupId: 'eventloom' })
    this.#header = Buffer.from(header)
    this.#where = where
  }

  /** The offset that the next message will get, by partition. */
  async ends(topic: string): Promise<bigint[]> {
    try {
      const offsets = await this.#consumer.listOffsets({ topics: [topic], timestamp: -1n, isolationLevel: 0 })
      return [...offsets.get(topic)!]
    } catch (cause) {
      throw kafkaError(cause, this.#where)
    }
  }

  /**
   * Names of the events whose transactions were committed; `from` holds the first offset of each partition. Our own
   * last transaction must have ended, so that its end is in the topic.
   */
  async committed(topic: string, from: readonly bigint[]): Promise<Committed> {
    const ends = await this.ends(topic)
    try {
      const options = { topics: [topic], timestamp: -2n, isolationLevel: 0 } as const
      const starts = (await this.#consumer.listOffsets({ ...options, topics: [topic] })).get(topic)!
      const { topics } = await this.#consumer.metadata({ topics: [topic] })
      const { id, partitions } = topics.get(topic)!
      const ids: string[] = []
      for (let partition = 0; partition < ends.length; partition++) {
        const start = from[partition] ?? 0n
        const first = start > starts[partition]! ? start : starts[partition]!
        const node = partitions[partition]!.leader
        ids.push(...(await this.#read(node, id, partition, first, ends[partition]!)))
      }
      return { ids, ends }
    } catch (cause) {
      throw kafkaError(cause, this.#where)
    }
  }

  async #read(
    node: number,
    topicId: string,
    partition: number,
    from: bigint,
    end: bigint,
  ): Promise<string[]> {
    const committed: string[] = []
    /** By producer, what its open transaction holds so far. */
    const open = new Map<bigint, string[]>()
    for (let next = from; next < end; ) {
      const { responses } = await this.#consumer.fetch({
        node,
        topics: [
          {
            topicId,
            partitions: [
              {
                partition,
                fetchOffset: next,
                currentLeaderEpoch: -1,
                lastFetchedEpoch: -1,
                partitionMaxBytes: FETCH_BYTES,
              },
            ],
          },
        ],
        isolationLevel: 0,
        maxBytes: FETCH_BYTES,
        minBytes: 1,
        maxWaitTime: 100,
      })
      const before = next
      for (const batch of responses[0]?.partitions[0]?.records ?? []) {
        next = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n
        if ((batch.attributes & CONTROL) !== 0) {
          const ended = open.get(batch.producerId) ?? []
          open.delete(batch.producerId)
          if (batch.records[0]?.key?.readInt16BE(2) === COMMIT) committed.push(...ended)
          continue
        }
        const ids: string[] = []
        for (const record of batch.records) {
          if (batch.firstOffset + BigInt(record.offsetDelta) < from) continue
          const header = record.headers.find(([name]) => name && this.#header.equals(name))
          if (header) ids.push(String(header[1]))
        }
        if ((batch.attributes & TRANSACTIONAL) === 0) committed.push(...ids)
        else open.set(batch.producerId, [...(open.get(batch.producerId) ?? []), ...ids])
      }
      // Offsets at the end may belong to records that compaction took away.
      if (next === before) break
    }
    return committed
  }

  async close(): Promise<void> {
    await this.#consumer.close(true)
  }
}

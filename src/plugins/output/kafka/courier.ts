import type { BaseOptions, Producer } from '@platformatic/kafka'
import type { Failure } from '../../../kernel/index.ts'
import { pause } from '../network-time.ts'
import type { loadKafka } from './client.ts'
import { isPassing, kafkaError } from './error.ts'
import type { Outgoing } from './messages.ts'
import type { KafkaOptions } from './options.ts'

export type Kafka = Awaited<ReturnType<typeof loadKafka>>
export type Client = Producer<Buffer, Buffer, Buffer, Buffer>

/** Brings messages to the brokers, in one of the ways there are. */
export interface Courier {
  /** The client whose view of the topics counts now. */
  readonly client: Client
  /** One attempt; what did not arrive. Each message has its partition. */
  send(messages: readonly Outgoing[], signal: AbortSignal): Promise<Failure[]>
  close(): Promise<void>
}

export interface CourierOptions {
  readonly kafka: Kafka
  readonly options: KafkaOptions
  readonly connection: BaseOptions
  /** The cluster, as messages name it. */
  readonly where: string
}

/** A producer; `more` says which kind. */
export function producer(
  { kafka, options, connection }: CourierOptions,
  more: { readonly idempotent?: boolean; readonly transactionalId?: string } = {},
): Client {
  const { acks, compression_type } = options
  return new kafka.Producer({
    ...connection,
    ...more,
    acks: more.idempotent || acks === 'all' ? -1 : (acks ?? 1),
    compression: compression_type ?? 'none',
    autocreateTopics: true,
  })
}

/** Ends a client whatever it is doing. */
export async function discard(client: Client): Promise<void> {
  try {
    await client.close(true)
  } catch {
    // It is gone in any case.
  }
}

/** How many partitions a topic has. DeliveryError when it is not there. */
export async function partitionCount(client: Client, topic: string, where: string): Promise<number> {
  try {
    const { topics } = await client.metadata({ topics: [topic] })
    return topics.get(topic)!.partitionsCount
  } catch (cause) {
    throw kafkaError(cause, where)
  }
}

/** Coordinators ask to come again all the time: milliseconds between two attempts, and how many there are. */
const STEP = { pause: 20, longest: 200, tries: 40 }

/** A step of which nothing happened when it fails so, and which will do a moment later. */
export async function patiently<T>(step: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await step()
    } catch (cause) {
      if (!isPassing(cause) || tries === STEP.tries) throw cause
      await pause(Math.min(STEP.pause * tries, STEP.longest))
    }
  }
}

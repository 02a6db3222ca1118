import {
  type Delivery,
  type Failure,
  LoomError,
  type Output,
  type OutputContext,
} from '../../../kernel/index.ts'
import { expression } from '../expression.ts'
import { pause } from '../network-time.ts'
import { underWay } from '../under-way.ts'
import { atLeastOnce } from './at-least-once.ts'
import { connectionOptions, loadKafka, requireCodec } from './client.ts'
import { type Courier, type Kafka, partitionCount } from './courier.ts'
import { kafkaError, missingTopic } from './error.ts'
import { Idempotent } from './idempotent.ts'
import { messages, type Outgoing } from './messages.ts'
import type { KafkaOptions } from './options.ts'
import { requireWrite } from './rights.ts'
import { type Position, Transactional } from './transactional.ts'

/** Waits for a topic that the broker is creating: so often, so many milliseconds. */
const CREATION = { tries: 15, pause: 200 }

export async function kafkaOutput(options: KafkaOptions, context: OutputContext): Promise<Output> {
  await requireCodec(options.compression_type)
  const make = await messages(options, context)
  const topic = (await expression(options.topic, 'topic', context)).constant
  const kafka = await loadKafka()
  const connection = connectionOptions(options, context)
  const where = `Kafka at ${options.bootstrap_servers.join(', ')}`
  const given = { kafka, options, connection, where }
  const transactional =
    options.transactional_id === null
      ? undefined
      : new Transactional(given, options.id_header ?? 'eventloom-id')
  const courier: Courier =
    transactional ?? (options.enable_idempotence ? new Idempotent(given) : atLeastOnce(given))
  const assign = assigner(kafka, courier, where)

  const writes = underWay()

  const deliver = async (delivery: Delivery, signal: AbortSignal) => {
    const failures: Failure[] = []
    const ready = await assign(make(delivery, failures), failures)
    if (ready.length > 0) failures.push(...(await courier.send(ready, signal)))
    return failures.length > 0 ? failures : undefined
  }

  const oneByOne = transactional !== undefined || options.enable_idempotence
  const output: Output = {
    // One is sent, and one made ready meanwhile.
    ...(oneByOne && { concurrency: 2 }),
    async open() {
      if (topic === undefined) return void (await connected(courier, where))
      await reachable(courier, topic, where)
      await transactional?.begin(topic)
    },
    write: (delivery, signal) => writes.track(deliver(delivery, signal)),
    async check() {
      await connected(courier, where)
      if (topic === undefined) return
      const admin = new kafka.Admin({ ...connection, autocreateTopics: false })
      try {
        await admin.metadata({ topics: [topic], autocreateTopics: false })
      } catch (cause) {
        throw kafkaError(cause, where)
      } finally {
        await admin.close().catch(() => undefined)
      }
      await requireWrite(kafka, connection, topic, where)
    },
    async close() {
      await writes.settled()
      await courier.close()
    },
  }
  if (!transactional) return output
  return {
    ...output,
    position: () => transactional.position(),
    resume: (position) => transactional.resume(position as Position),
  }
}

/** Gives each message its partition, as Java clients do it for keys; messages to topics that are missing fail. */
function assigner(kafka: Kafka, courier: Courier, where: string) {
  return async (outgoing: readonly Outgoing[], failures: Failure[]): Promise<readonly Outgoing[]> => {
    const counts = new Map<string, number>()
    const missing = new Map<string, unknown>()
    const ready: Outgoing[] = []
    for (const each of outgoing) {
      const { frame, message } = each
      const { topic } = message
      let count = counts.get(topic)
      if (count === undefined && !missing.has(topic)) {
        try {
          count = await partitionCount(courier.client, topic, where)
          counts.set(topic, count)
        } catch (error) {
          missing.set(topic, error)
        }
      }
      if (count === undefined) failures.push({ frame, error: missing.get(topic) })
      else {
        message.partition =
          (message.partition ?? kafka.compatibilityPartitioner(message, message.key)) % count
        ready.push(each)
      }
    }
    return ready
  }
}

async function connected(courier: Courier, where: string): Promise<void> {
  try {
    await courier.client.metadata({ topics: [], forceUpdate: true })
  } catch (cause) {
    throw kafkaError(cause, where)
  }
}

async function reachable(courier: Courier, topic: string, where: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await partitionCount(courier.client, topic, where)
      return
    } catch (error) {
      const missing = error instanceof LoomError && error.message === missingTopic(topic, where).message
      if (!missing || tries === CREATION.tries) throw error
      await pause(CREATION.pause)
    }
  }
}

import { randomUUID } from 'node:crypto'
import { type IHeaders, Kafka, logLevel } from 'kafkajs'

export interface Arrived {
  readonly partition: number
  readonly key: string | undefined
  readonly value: Buffer
  readonly headers: Readonly<Record<string, string>>
  readonly timestamp: number
}

/** What is in topics, seen by a client that eventloom does not use. */
export interface Topics {
  create(partitions: number): Promise<string>
  /** All messages of committed transactions and outside of any; in order within a partition. */
  arrived(topic: string): Promise<Arrived[]>
}

const MARK = 'end-of-'

export function topics(broker: string): Topics {
  const client = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING })
  return {
    async create(partitions) {
      const topic = `t-${randomUUID()}`
      const admin = client.admin()
      await admin.connect()
      await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: false })
      for (let tries = 0; ; tries++) {
        const ready = await admin.fetchTopicOffsets(topic).then(
          (offsets) => offsets.length === partitions,
          () => false,
        )
        if (ready) break
        if (tries > 100) throw new Error(`${topic} does not come up`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      await admin.disconnect()
      return topic
    },

    // A mark is put at the end of each partition, and the topic is read until all marks were seen.
    async arrived(topic) {
      const mark = MARK + randomUUID()
      const admin = client.admin()
      await admin.connect()
      const open = new Set((await admin.fetchTopicOffsets(topic)).map(({ partition }) => partition))
      await admin.disconnect()
      const producer = client.producer({ retry: { retries: 20 } })
      await producer.connect()
      await producer.send({ topic, messages: [...open].map((partition) => ({ partition, value: mark })) })
      await producer.disconnect()
      const consumer = client.consumer({ groupId: mark, readUncommitted: false, maxWaitTimeInMs: 100 })
      await consumer.connect()
      await consumer.subscribe({ topic, fromBeginning: true })
      const messages: Arrived[] = []
      await new Promise<void>((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error(`${topic} has no end`)), 60_000)
        const eachMessage = async ({ partition, message }: { partition: number; message: Raw }) => {
          const value = message.value ?? Buffer.alloc(0)
          if (!open.has(partition)) return
          if (value.toString() === mark) open.delete(partition)
          else if (!value.toString('latin1', 0, MARK.length).startsWith(MARK))
            messages.push(plain(partition, message))
          if (open.size > 0) return
          clearTimeout(patience)
          resolve()
        }
        consumer.run({ eachMessage }).catch(reject)
      })
      await consumer.disconnect()
      return messages
    },
  }
}

interface Raw {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers?: IHeaders
  readonly timestamp: string
}

function plain(partition: number, { key, value, headers = {}, timestamp }: Raw): Arrived {
  return {
    partition,
    key: key?.toString(),
    value: value ?? Buffer.alloc(0),
    headers: Object.fromEntries(Object.entries(headers).map(([name, each]) => [name, String(each)])),
    timestamp: Number(timestamp),
  }
}

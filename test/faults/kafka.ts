import { faultProxy } from '../services/fault-proxy.ts'
import { kafka } from '../services/kafka.ts'
import { topics } from '../services/kafka-topics.ts'
import type { Ordeal } from './faulty-run.ts'

const ordeal = (
  name: string,
  once: boolean,
  options: (topic: string) => Record<string, unknown>,
): Ordeal => ({
  name,
  once,
  async start() {
    const broker = await kafka.start()
    const { plain, inner, outer } = broker.address
    const inspect = topics(String(plain))
    const topic = await inspect.create(3)
    const proxy = await faultProxy(() => Number(inner), Number(outer))
    const bootstrap_servers = [`${proxy.host}:${proxy.port}`]
    return {
      proxy,
      output: {
        kafka: {
          bootstrap_servers,
          topic,
          formatter: { format: 'plain' },
          request_timeout_ms: 2000,
          ...options(topic),
        },
      },
      async arrived() {
        const times = new Map<number, number>()
        for (const { value } of await inspect.arrived(topic)) {
          const { n } = JSON.parse(value.toString()) as { n: number }
          times.set(n, (times.get(n) ?? 0) + 1)
        }
        return times
      },
      async stop() {
        await proxy.close()
        await broker.stop()
      },
    }
  },
})

export const kafkaOrdeals = [
  ordeal('kafka with transactional_id', true, (topic) => ({ transactional_id: topic })),
  ordeal('kafka with enable_idempotence', true, () => ({ enable_idempotence: true })),
  ordeal('kafka', false, () => ({ acks: 'all' })),
]

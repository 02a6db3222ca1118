import { afterAll } from 'vitest'
import type { OutputHarness } from '../../../../test/conformance/harness.ts'
import { outputConformance } from '../../../../test/conformance/output.ts'
import { type FaultProxy, faultProxy } from '../../../../test/services/fault-proxy.ts'
import { services } from '../../../../test/services/index.ts'
import { type Topics, topics } from '../../../../test/services/kafka-topics.ts'
import type { Running } from '../../../../test/services/service.ts'
import kafka from './index.ts'

let starting: Promise<Running> | undefined
let broker: Running
let proxy: FaultProxy
let inspect: Topics

const up = async () => {
  starting ??= services.kafka!.start()
  broker = await starting
  inspect = topics(String(broker.address.plain))
  proxy = await faultProxy(() => Number(broker.address.inner), Number(broker.address.outer))
}

afterAll(async () => await (await starting)?.stop())

/** Rejected by the broker: longer than its message.max.bytes. */
const poison = (n: number) => `${n}${'x'.repeat(1_200_000)}`

const harness = (more: Record<string, unknown>, partitions: number): OutputHarness => ({
  plugin: kafka,
  up,
  down: () => proxy.close(),
  async target() {
    const topic = await inspect.create(partitions)
    return {
      options: {
        bootstrap_servers: [`127.0.0.1:${proxy.port}`],
        topic,
        max_request_size: 2_000_000,
        request_timeout_ms: 5000,
        ...more,
        ...(more.transactional_id !== undefined && { transactional_id: topic }),
      },
      arrived: async () => (await inspect.arrived(topic)).map(({ value }) => value.toString()),
      poison,
      wrongCredentials: {
        bootstrap_servers: [broker.address.sasl],
        security_protocol: 'SASL_PLAINTEXT',
        sasl_plain_username: 'loom',
        sasl_plain_password: 'wrong',
      },
      missing: { topic: 'nowhere' },
    }
  },
  proxy: () => proxy,
  crash: { kill: () => broker.kill(), resume: () => broker.resume() },
  exempt: {
    ids: 'a topic takes copies; what one producer sends again is known by its number',
    ...(partitions > 1 && { order: 'holds within a partition' }),
  },
})

outputConformance('kafka', harness({}, 1))
outputConformance('kafka with acks: all', harness({ acks: 'all' }, 3))
outputConformance('kafka, idempotent', harness({ enable_idempotence: true }, 3))
outputConformance('kafka, transactional', harness({ transactional_id: '' }, 3))

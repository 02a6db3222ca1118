import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asIs, batchOf, deliveryOf, pluginContext, readAs, T0 } from '../../../../test/plugin-context.ts'
import type { Event, Failure, OutputContext } from '../../../kernel/index.ts'
import kafka from './index.ts'
import { messages, Outgoing } from './messages.ts'
import type { KafkaOptions } from './options.ts'
import { parts } from './send.ts'

const context: OutputContext = { ...pluginContext({}), formatter: asIs, ordered: false, resuming: false }
const read = (raw: Record<string, unknown>) =>
  readAs(kafka as never, { bootstrap_servers: ['h:1'], topic: 't', ...raw }) as KafkaOptions

const make = async (raw: Record<string, unknown>, events: readonly Event[]) => {
  const failures: Failure[] = []
  const outgoing = (await messages(read(raw), context))(deliveryOf(events), failures)
  return {
    outgoing,
    failures: failures.map(({ frame, error }) => [frame, (error as { code?: string }).code]),
  }
}

test('topic, key, partition, headers and time of each message come from its event', async () => {
  const { outgoing } = await make(
    {
      topic: 'of-{{ event.k }}',
      key: '{{ event.k }}',
      partition: '{{ event.p }}',
      headers: { who: 'loom', k: '{{ event.k }}' },
      timestamp: '{{ 1000 + event.p }}',
      id_header: 'id',
    },
    ['{"k": "a", "p": 1}', '{"k": "b", "p": 2}'],
  )
  const seen = outgoing.map(({ message: { topic, key, partition, timestamp, headers } }) => ({
    topic,
    key: String(key),
    partition,
    timestamp,
    headers: [...(headers as Map<Buffer, Buffer>)].map(([name, value]) => `${name}=${value}`),
  }))
  expect(seen).toEqual([
    {
      topic: 'of-a',
      key: 'a',
      partition: 1,
      timestamp: 1001n,
      headers: ['who=loom', 'k=a', `id=${'0'.repeat(32)}`],
    },
    {
      topic: 'of-b',
      key: 'b',
      partition: 2,
      timestamp: 1002n,
      headers: ['who=loom', 'k=b', `id=${'0'.repeat(31)}1`],
    },
  ])
})

test('without a key messages go round, and event time is an option', async () => {
  const { outgoing } = await make({ timestamp: 'event' }, ['a', 'b', 'c'])
  expect(outgoing.map(({ message }) => message.partition)).toEqual([0, 1, 2])
  expect(outgoing[0]!.message.timestamp).toBe(BigInt(Math.floor(T0 / 1000)))
})

test('what can be no message fails alone', async () => {
  const { outgoing, failures } = await make(
    { topic: '{{ event.t }}', partition: '{{ event.p }}', encoding: 'latin-1', max_request_size: 200 },
    [
      '{"t": "fine", "p": 0}',
      '{"t": "no blanks", "p": 0}',
      '{"t": "x", "p": "one"}',
      '{"t": "x"}',
      '{"t": "x", "p": 0, "text": "Ж"}',
      `{"t": "x", "p": 0, "text": "${'x'.repeat(200)}"}`,
    ],
  )
  expect(outgoing.map(({ frame }) => frame)).toEqual([0])
  expect(failures).toEqual([
    [1, 'E_OUTPUT_EXPRESSION'],
    [2, 'E_OUTPUT_EXPRESSION'],
    [3, 'E_OUTPUT_EXPRESSION'],
    [4, 'E_EVENT_UNENCODABLE'],
    [5, 'E_OUTPUT_REJECTED'],
  ])
})

test.each([
  [{ enable_idempotence: true }, true],
  [{ enable_idempotence: true, acks: 1 }, false],
  [{ enable_idempotence: true, acks: 'all' }, true],
  [{ transactional_id: 't', acks: 0 }, false],
  [{ transactional_id: 't' }, true],
  [{ sasl_plain_username: 'u' }, false],
  [{ security_protocol: 'SASL_SSL' }, false],
  [{ ssl_certfile: 'c' }, false],
  [
    { sasl_kerberos_service_name: 'kafka', linger_ms: 5, max_batch_size: 1, connections_max_idle_ms: 0 },
    true,
  ],
])('%j: %s', (raw, fine) => {
  if (fine) read(raw)
  else expect(() => read(raw)).toThrow(/E_OPTION_INVALID/)
})

test('an encoding that is none is an error', async () => {
  await expect(messages(read({ encoding: 'utf-9' }), context)).rejects.toThrow(/utf-9/)
})

test('parts keep order, lose nothing and are as long as they may be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 50 })),
      fc.integer({ min: 1, max: 100 }),
      (sizes, limit) => {
        const all = sizes.map(
          (size, frame) => new Outgoing(deliveryOf([]), frame, { topic: 't', value: Buffer.alloc(0) }, size),
        )
        const cut = parts(all, limit)
        expect(cut.flat()).toEqual(all)
        const total = (part: readonly Outgoing[]) => part.reduce((sum, { size }) => sum + size, 0)
        cut.forEach((part, i) => {
          expect(part.length === 1 || total(part) <= limit).toBe(true)
          const next = cut[i + 1]?.[0]
          if (next) expect(total(part) + next.size).toBeGreaterThan(limit)
        })
      },
    ),
  )
})

test('the same event gets the same partition at another attempt', async () => {
  const make = await messages(read({}), context)
  const batch = batchOf(['a', 'b'], undefined, 40)
  const whole = make({ ...deliveryOf(['a', 'b']), batch }, [])
  const half = make({ ...deliveryOf(['b']), batch, carries: Int32Array.of(1) }, [])
  expect(half[0]!.message.partition).toBe(whole[1]!.message.partition)
})

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { asIs, batchOf, deliver, deliveryOf, never, openOutput } from '../../../../test/plugin-context.ts'
import { services } from '../../../../test/services/index.ts'
import { kafkaJars } from '../../../../test/services/kafka.ts'
import { type Topics, topics } from '../../../../test/services/kafka-topics.ts'
import type { Running } from '../../../../test/services/service.ts'
import type { Delivery, Output } from '../../../kernel/index.ts'
import kafka from './index.ts'

const run = promisify(execFile)
let broker: Running
let inspect: Topics

beforeAll(async () => {
  broker = await services.kafka!.start()
  inspect = topics(String(broker.address.plain))
})
afterAll(() => broker?.stop())

const lines = (count: number, first = 0) => Array.from({ length: count }, (_, i) => `event ${first + i}`)

const numbered = (count: number, first = 0): Delivery =>
  deliver(batchOf(lines(count, first), undefined, first), asIs)

async function opened(topic: string, more: Record<string, unknown> = {}): Promise<Output> {
  const output = await openOutput(kafka, { bootstrap_servers: [broker.address.plain], topic, ...more })
  await output.open?.()
  return output
}

const values = async (topic: string) => (await inspect.arrived(topic)).map(({ value }) => value.toString())

/** What Kafka's own consumer reads of committed messages. */
async function javaRead(topic: string, count: number): Promise<string[]> {
  const { stdout } = await run('java', [
    '-cp',
    join(await kafkaJars(), '*'),
    'org.apache.kafka.tools.consumer.ConsoleConsumer',
    ...['--bootstrap-server', String(broker.address.plain), '--topic', topic, '--from-beginning'],
    ...['--isolation-level', 'read_committed', '--max-messages', String(count), '--timeout-ms', '30000'],
  ])
  return stdout.trim().split('\n')
}

describe('Kafka itself understands', () => {
  const codecs = ['gzip', 'snappy', 'lz4', ...('zstdCompressSync' in zlib ? ['zstd'] : [])]

  test.each(codecs)('%s', async (compression_type) => {
    const topic = await inspect.create(1)
    const output = await opened(topic, { compression_type })
    expect(await output.write(deliveryOf(lines(300)), never)).toBeUndefined()
    await output.close?.()
    expect(await javaRead(topic, 300)).toEqual(lines(300))
  })

  test('keys as Java clients place them, headers and times', async () => {
    const topic = await inspect.create(5)
    const output = await opened(topic, {
      key: '{{ event }}',
      headers: { tags: 'none' },
      timestamp: 'event',
      id_header: 'id',
    })
    expect(
      await output.write(deliveryOf(['21', 'foobar', 'a-little-bit-long-string']), never),
    ).toBeUndefined()
    await output.close?.()
    const arrived = await inspect.arrived(topic)
    // Hashes from the tests of the Java client: −973932308, −790332482, −985981536.
    const place = (hash: number) => (hash & 0x7fff_ffff) % 5
    expect(Object.fromEntries(arrived.map(({ key, partition }) => [key, partition]))).toEqual({
      '21': place(-973_932_308),
      foobar: place(-790_332_482),
      'a-little-bit-long-string': place(-985_981_536),
    })
    for (const { headers, timestamp } of arrived) {
      expect(headers).toMatchObject({ tags: 'none', id: expect.stringMatching(/^0{31}[012]$/) })
      expect(timestamp).toBe(Date.UTC(2024, 0, 31, 15, 4, 5))
    }
  })
})

describe('security', () => {
  const user = (mechanism: string) => ({
    sasl_mechanism: mechanism,
    sasl_plain_username: 'loom',
    sasl_plain_password: 's3cret',
  })

  test.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'])('%s, plain and over TLS', async (mechanism) => {
    const topic = await inspect.create(1)
    const { sasl, saslSsl, ca } = broker.address
    for (const more of [
      { bootstrap_servers: [sasl], security_protocol: 'SASL_PLAINTEXT' },
      { bootstrap_servers: [saslSsl], security_protocol: 'SASL_SSL', ssl_cafile: ca },
    ]) {
      const output = await opened(topic, { ...user(mechanism), ...more })
      expect(await output.write(deliveryOf(['x']), never)).toBeUndefined()
      await output.close?.()
    }
    expect(await values(topic)).toEqual(['x', 'x'])
  })

  test('TLS with a client certificate; without the authority it is refused', async () => {
    const topic = await inspect.create(1)
    const { ssl, ca, cert, key } = broker.address
    const tls = { bootstrap_servers: [ssl], security_protocol: 'SSL' }
    const output = await opened(topic, { ...tls, ssl_cafile: ca, ssl_certfile: cert, ssl_keyfile: key })
    expect(await output.write(deliveryOf(['x']), never)).toBeUndefined()
    await output.close?.()
    await expect(opened(topic, tls)).rejects.toMatchObject({
      kind: 'connect',
      hint: expect.stringMatching(/ca/),
    })
  })
})

test('check knows a topic that is missing, and one that this user may not write to', async () => {
  const [open, closed] = [await inspect.create(1), await inspect.create(1)]
  const admin = new Kafka({ brokers: [String(broker.address.plain)], logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  await admin.createAcls({
    acl: [
      {
        resourceType: AclResourceTypes.TOPIC,
        resourceName: closed,
        resourcePatternType: ResourcePatternTypes.LITERAL,
        principal: `User:${broker.address.reader}`,
        host: '*',
        operation: AclOperationTypes.DESCRIBE,
        permissionType: AclPermissionTypes.ALLOW,
      },
    ],
  })
  await admin.disconnect()
  const problem = async (topic: string, username: unknown) => {
    const output = await openOutput(kafka, {
      bootstrap_servers: [broker.address.sasl],
      topic,
      security_protocol: 'SASL_PLAINTEXT',
      sasl_plain_username: username,
      sasl_plain_password: broker.address.password,
    })
    const error = await Promise.resolve(output.check?.()).catch((reason: unknown) => reason)
    await output.close?.()
    return error
  }
  const { reader, username } = broker.address
  expect(await problem(open, reader)).toBeUndefined()
  expect(await problem(closed, username)).toBeUndefined()
  await vi.waitFor(
    async () => expect(await problem(closed, reader)).toMatchObject({ code: 'E_OUTPUT_DENIED' }),
    5000,
  )
  expect(await problem('nowhere', username)).toMatchObject({ code: 'E_OUTPUT_TARGET' })
  expect(await values(closed)).toEqual([])
})

describe('transactions', () => {
  test('what was written after the checkpoint is there once when the run goes on', async () => {
    const topic = await inspect.create(3)
    const id = { transactional_id: topic }
    const first = await opened(topic, id)
    for (const from of [0, 50]) expect(await first.write(numbered(50, from), never)).toBeUndefined()
    const position: unknown = JSON.parse(JSON.stringify(first.position!()))
    for (const from of [100, 150]) expect(await first.write(numbered(50, from), never)).toBeUndefined()
    // The process ends here: nothing is closed. Batches are cut otherwise by the next one.
    const second = await opened(topic, id)
    await second.resume!(position)
    for (const from of [100, 170, 240]) expect(await second.write(numbered(70, from), never)).toBeUndefined()
    await second.close?.()
    await first.close?.()
    expect((await javaRead(topic, 310)).sort()).toEqual(lines(310).sort())
    expect((await values(topic)).sort()).toEqual(lines(310).sort())
  })

  test('an aborted write is invisible, and its events come with the next', async () => {
    const topic = await inspect.create(2)
    const output = await opened(topic, { transactional_id: topic })
    const stop = new AbortController()
    const writing = output.write(numbered(2000), stop.signal)
    stop.abort(new Error('too slow'))
    await expect(writing).rejects.toThrow('too slow')
    expect(await output.write(numbered(2000), never)).toBeUndefined()
    await output.close?.()
    expect((await values(topic)).sort()).toEqual(lines(2000).sort())
  })

  test('a topic that first comes up after the checkpoint is looked into, too', async () => {
    const topic = await inspect.create(1)
    const options = { topic: '{{ "TOPIC" }}'.replace('TOPIC', topic), transactional_id: topic }
    const first = await opened(topic, options)
    const position = first.position!()
    expect(await first.write(numbered(10), never)).toBeUndefined()
    await first.close?.()
    const second = await opened(topic, options)
    await second.resume!(position)
    expect(await second.write(numbered(20), never)).toBeUndefined()
    await second.close?.()
    expect((await values(topic)).sort()).toEqual(lines(20).sort())
  })
})

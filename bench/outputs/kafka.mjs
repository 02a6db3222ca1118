/** The kafka output next to a bare loop of its client that sends the same messages, to a real broker. */
import { Admin, Producer } from '@platformatic/kafka'
import { load } from '../../scripts/typescript.mjs'
import { alone, compare, LINE, through } from './contest.mjs'

const EVENTS = 200_000
const BATCH = 2000
const IN_FLIGHT = 4

const { kafka } = await load('test/services/kafka.ts')
const server = await kafka.start()
const bootstrapBrokers = [server.address.plain]
const admin = new Admin({ clientId: 'bench', bootstrapBrokers })
const value = Buffer.from(LINE)

const batch = () =>
  Array.from({ length: BATCH }, (_, i) => ({ topic: 'bench', value: Buffer.from(LINE), partition: i % 3 }))

const NAME = Buffer.from('eventloom-id')
let ids = 0
const named = () =>
  batch().map((message) => ({
    ...message,
    headers: new Map([[NAME, Buffer.from((ids++).toString(16).padStart(32, '0'))]]),
  }))

async function bare(options, senders, send = (producer) => producer.send({ messages: batch() })) {
  const producer = new Producer({ clientId: 'bench', bootstrapBrokers, strict: false, ...options })
  let left = EVENTS / BATCH
  const sender = async () => {
    while (left-- > 0) await send(producer)
  }
  await Promise.all(Array.from({ length: senders }, sender))
  await producer.close()
}

async function transaction(producer) {
  const begun = await producer.beginTransaction({ producerId: -1n, producerEpoch: -1 })
  await begun.send({ messages: named() })
  await begun.commit()
}

let runs = 0
const given = (options) => ({
  bootstrap_servers: bootstrapBrokers,
  topic: 'bench',
  ...options,
})
const output = (options, inFlight) => alone('kafka', given(options), EVENTS, { size: BATCH, inFlight })
const whole = (options) => () =>
  through({ kafka: { ...given(options), delivery: { in_flight: IN_FLIGHT } } }, EVENTS, { size: BATCH })
const transactional = () => ({ transactional_id: `loom-${runs++}` })

try {
  await admin.createTopics({ topics: ['bench'], partitions: 3, replicas: 1 })
  await compare(`${EVENTS.toLocaleString('en')} messages of ${value.length} bytes, ${BATCH} a write`, 3, {
    'acks: 1': {
      events: EVENTS,
      size: BATCH,
      bare: () => bare({ acks: 1 }, IN_FLIGHT),
      output: await output({}, IN_FLIGHT),
      run: whole({}),
    },
    'acks: all, lz4': {
      events: EVENTS,
      size: BATCH,
      bare: () => bare({ acks: -1, compression: 'lz4' }, IN_FLIGHT),
      output: await output({ acks: 'all', compression_type: 'lz4' }, IN_FLIGHT),
      run: whole({ acks: 'all', compression_type: 'lz4' }),
    },
    idempotent: {
      events: EVENTS,
      size: BATCH,
      bare: () => bare({ idempotent: true, retries: 3 }, 1),
      output: await output({ enable_idempotence: true }, 1),
      run: whole({ enable_idempotence: true }),
    },
    'transactional, with ids': {
      events: EVENTS,
      size: BATCH,
      bare: () =>
        bare(
          { idempotent: true, retries: 20, retryDelay: 20, transactionalId: `bare-${runs++}` },
          1,
          transaction,
        ),
      output: await output(transactional(), 1),
      run: whole(transactional()),
    },
  })
} finally {
  await admin.close()
  await server.stop()
}

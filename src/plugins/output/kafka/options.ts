import * as z from 'zod'
import { filePath, formatterReference, freeMap } from '../../../kernel/index.ts'

const milliseconds = () =>
  z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
const INERT = 'Taken for the sake of existing projects and without effect: '
const JINJA = 'A text, or Jinja that sees `event`, `time` and `tags`'

export const options = z
  .strictObject({
    bootstrap_servers: z
      .array(z.string().regex(/^(\[[\da-f:.]+\]|[^\s:]+)(:\d{1,5})?$/i, 'must be host:port'))
      .min(1)
      .describe('Some brokers of the cluster, as host:port (port 9092 if none is given).'),
    client_id: z
      .string()
      .regex(/^\S+$/, 'must have no blanks')
      .nullable()
      .default(null)
      .describe('Name for the logs of the brokers (default: eventloom).'),
    topic: z.string().min(1).describe(`Where messages go. ${JINJA}.`),
    key: z.string().min(1).nullable().default(null).describe(`Key of a message. ${JINJA}.`),
    partition: z
      .union([z.int().min(0), z.string().min(1)])
      .nullable()
      .default(null)
      .describe(
        'Partition of a message, counted around if the topic has fewer: a number, or Jinja that makes one. Without it the key decides (as Java clients do it), or messages go round.',
      ),
    headers: freeMap(z.string())
      .default({})
      .describe('Headers of a message; each value is a text, or Jinja that sees `event`, `time` and `tags`.'),
    timestamp: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe(
        'Time of a message: when it is sent, or `event` for when the event happened, or Jinja that makes milliseconds since 1970.',
      ),
    id_header: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe(
        'Header with a name of the event that is the same at every attempt and after every resume. With transactional_id it is always sent, as eventloom-id if no other name is given.',
      ),
    encoding: z.string().min(1).default('utf-8').describe('Text encoding of keys and values.'),
    acks: z
      .union([z.literal(0), z.literal(1), z.literal(-1), z.literal('all')])
      .nullable()
      .default(null)
      .describe(
        'Who must have a message before it counts as written: nobody (0), the leader (1), all replicas in sync (-1, all). Default: 1; all with enable_idempotence or transactional_id.',
      ),
    compression_type: z
      .enum(['gzip', 'snappy', 'lz4', 'zstd'])
      .nullable()
      .default(null)
      .describe('How batches of messages are compressed. zstd needs Node.js 22.15 or newer.'),
    enable_idempotence: z
      .boolean()
      .default(false)
      .describe('A message that is sent again after a lost answer is in the topic once.'),
    transactional_id: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe(
        'Makes each write a transaction: who reads committed messages sees each event once, whatever happens, also after a crash and --resume. Each run at the same time needs its own.',
      ),
    transaction_timeout_ms: milliseconds()
      .min(1)
      .default(60_000)
      .describe('After so long the broker aborts a transaction that nobody ends.'),
    max_request_size: z
      .int()
      .min(1)
      .default(1_048_576)
      .describe(
        'Bytes of messages in one request, at most, before compression; a longer message is rejected. Brokers and topics have such a limit, too (message.max.bytes).',
      ),
    request_timeout_ms: milliseconds()
      .min(1)
      .default(40_000)
      .describe('How long an answer of a broker may take.'),
    metadata_max_age_ms: milliseconds()
      .default(300_000)
      .describe('How long it is believed where partitions are.'),
    security_protocol: z
      .enum(['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'])
      .default('PLAINTEXT')
      .describe('Encrypted (SSL) or not, with a password (SASL) or not.'),
    sasl_mechanism: z
      .enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'])
      .nullable()
      .default(null)
      .describe('How the password is shown to the broker (default: PLAIN).'),
    sasl_plain_username: z.string().nullable().default(null).describe('User, for all mechanisms.'),
    sasl_plain_password: z.string().nullable().default(null).describe('Password, for all mechanisms.'),
    ssl_cafile: filePath()
      .nullable()
      .default(null)
      .describe('PEM file with authorities to trust, besides those that the system trusts.'),
    ssl_certfile: filePath()
      .nullable()
      .default(null)
      .describe('PEM file with the certificate to show to the broker; needs ssl_keyfile.'),
    ssl_keyfile: filePath().nullable().default(null).describe('PEM file with the key of ssl_certfile.'),
    max_batch_size: z
      .int()
      .min(1)
      .default(16_384)
      .describe(`${INERT}a batch is what one write holds for a partition, up to max_request_size.`),
    linger_ms: milliseconds().default(0).describe(`${INERT}delivery.linger makes writes larger.`),
    retry_backoff_ms: milliseconds().default(100).describe(`${INERT}delivery.retry says when to try again.`),
    connections_max_idle_ms: milliseconds()
      .default(540_000)
      .describe(`${INERT}a connection that the broker closed is made anew.`),
    sasl_kerberos_service_name: z
      .string()
      .min(1)
      .default('kafka')
      .describe(`${INERT}there is no GSSAPI mechanism.`),
    sasl_kerberos_domain_name: z
      .string()
      .nullable()
      .default(null)
      .describe(`${INERT}there is no GSSAPI mechanism.`),
    formatter: formatterReference('json'),
  })
  .check(({ value, issues }) => {
    const wrong = (path: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [path], message })
    if ((value.ssl_certfile === null) !== (value.ssl_keyfile === null)) {
      wrong('ssl_certfile', 'needs ssl_keyfile, and the other way round')
    }
    if ((value.sasl_plain_username === null) !== (value.sasl_plain_password === null)) {
      wrong('sasl_plain_username', 'needs sasl_plain_password, and the other way round')
    }
    if (value.security_protocol.startsWith('SASL') && value.sasl_plain_username === null) {
      wrong('security_protocol', 'needs sasl_plain_username and sasl_plain_password')
    }
    const careful = value.enable_idempotence || value.transactional_id !== null
    if (careful && (value.acks === 0 || value.acks === 1)) {
      wrong('acks', 'must be all (-1), or left out, with enable_idempotence or transactional_id')
    }
  })

export type KafkaOptions = z.output<typeof options>

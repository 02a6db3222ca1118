import type { BaseOptions } from '@platformatic/kafka'
import { type Context, LoomError } from '../../../kernel/index.ts'
import { optionalPackage } from '../../optional-package.ts'
import { loadTls } from '../../tls/load.ts'
import type { KafkaOptions } from './options.ts'

export const loadKafka = () =>
  optionalPackage('@platformatic/kafka', 'the output kafka', () => import('@platformatic/kafka'))

/** What every client of the cluster is made with: one attempt each, for trying again is not its business. */
export function connectionOptions(options: KafkaOptions, context: Pick<Context, 'resolve'>): BaseOptions {
  const { security_protocol, sasl_mechanism, sasl_plain_username, sasl_plain_password } = options
  const encrypted = security_protocol.endsWith('SSL')
  return {
    clientId: options.client_id ?? 'eventloom',
    bootstrapBrokers: options.bootstrap_servers.map((each) => (/:\d+$/.test(each) ? each : `${each}:9092`)),
    // Also how long a transaction may last, which is why it is no shorter.
    timeout: options.transactional_id === null ? options.request_timeout_ms : options.transaction_timeout_ms,
    requestTimeout: options.request_timeout_ms,
    connectTimeout: Math.min(options.request_timeout_ms, 10_000),
    metadataMaxAge: options.metadata_max_age_ms,
    retries: false,
    strict: false,
    ...(encrypted && { tls: tlsOf(options, context), tlsServerName: true }),
    ...(security_protocol.startsWith('SASL') && {
      sasl: {
        mechanism: sasl_mechanism ?? 'PLAIN',
        username: sasl_plain_username!,
        password: sasl_plain_password!,
      },
    }),
  }
}

function tlsOf({ ssl_cafile, ssl_certfile, ssl_keyfile }: KafkaOptions, context: Pick<Context, 'resolve'>) {
  return loadTls(
    {
      verify: true,
      ca_cert: ssl_cafile,
      client_cert: ssl_certfile,
      client_cert_key: ssl_keyfile,
      server_host_name: null,
    },
    context,
  )
}

/** E_COMPRESSION_UNSUPPORTED for zstd on an older Node. */
export async function requireCodec(compression: KafkaOptions['compression_type']): Promise<void> {
  if (compression !== 'zstd' || 'zstdCompressSync' in (await import('node:zlib'))) return
  throw new LoomError('E_COMPRESSION_UNSUPPORTED', `Node.js ${process.versions.node} has no zstd`, {
    hint: 'use compression_type: lz4 or gzip, or Node.js 22.15 or newer',
  })
}

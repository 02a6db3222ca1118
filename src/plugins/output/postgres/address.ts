import type { ClientConfig } from 'pg'
import { type Context, LoomError } from '../../../kernel/index.ts'
import { loadTls } from '../../tls/load.ts'
import type { PostgresOptions } from './options.ts'

export interface Address {
  readonly config: ClientConfig
  /** For messages: host, port and database, without secrets. */
  readonly where: string
}

const SSL_MODES: Readonly<Record<string, boolean>> = {
  disable: false,
  require: true,
  'verify-ca': true,
  'verify-full': true,
}

/** What a client needs to know; E_OPTION_INVALID for what the url asks and we cannot do. */
export function addressOf(options: PostgresOptions, context: Pick<Context, 'resolve'>): Address {
  const url = options.url === null ? undefined : new URL(options.url)
  const text = (part: string | undefined) => (part ? decodeURIComponent(part) : undefined)
  const host = text(url?.hostname) ?? options.host
  const port = url?.port ? Number(url.port) : options.port
  const database = text(url?.pathname.slice(1)) ?? options.database
  const password = text(url?.password) ?? options.password
  const mode = url && sslMode(url)
  return {
    where: `postgres://${host}:${port}/${database}`,
    config: {
      host,
      port,
      database,
      user: text(url?.username) ?? options.username,
      ...(password !== null && { password }),
      ssl: (mode ?? options.ssl) && loadTls(options, context),
      application_name: 'eventloom',
      connectionTimeoutMillis: options.connect_timeout * 1000,
      keepAlive: true,
    },
  }
}

function sslMode(url: URL): boolean | undefined {
  for (const [name, value] of url.searchParams) {
    if (name === 'sslmode' && Object.hasOwn(SSL_MODES, value)) continue
    throw new LoomError('E_OPTION_INVALID', `url: ?${name}=${value} is not known`, {
      hint: `only sslmode=${Object.keys(SSL_MODES).join('|')} is; the certificate is checked unless verify: false`,
    })
  }
  return SSL_MODES[url.searchParams.get('sslmode') ?? '']
}

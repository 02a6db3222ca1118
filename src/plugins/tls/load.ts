import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, type SecureContext } from 'node:tls'
import { type Context, LoomError } from '../../kernel/index.ts'
import type { TlsOptions } from './options.ts'
import { systemTrust } from './trust.ts'

/** What `tls.connect` and clients built on it take. The context is made once, for all connections. */
export interface TlsConnection {
  readonly ca: string[]
  readonly cert?: string
  readonly key?: string
  readonly rejectUnauthorized: boolean
  readonly servername?: string
  readonly secureContext: SecureContext
}

/** Reads the files that TLS options name; E_TLS_FILE says which of them is of no use. */
export function loadTls(options: TlsOptions, { resolve }: Pick<Context, 'resolve'>): TlsConnection {
  const { verify, ca_cert, client_cert, client_cert_key, server_host_name } = options
  const read = (path: string) => {
    const file = resolve(path)
    try {
      return readFileSync(file, 'utf8')
    } catch (cause) {
      throw unusable(file, 'it cannot be read', cause)
    }
  }
  const extra = ca_cert === null ? [] : [read(ca_cert)]
  // A context would pass over what it cannot read.
  for (const pem of extra) attempt(() => new X509Certificate(pem), resolve(ca_cert!))
  const pair =
    client_cert === null || client_cert_key === null
      ? {}
      : { cert: read(client_cert), key: read(client_cert_key) }
  if (client_cert !== null && client_cert_key !== null) {
    attempt(() => createSecureContext(pair), `${resolve(client_cert)} with ${resolve(client_cert_key)}`)
  }
  // Node would trust only what is given, so the system's own authorities are given, too.
  const ca = [...systemTrust(), ...extra]
  return {
    ca,
    ...pair,
    rejectUnauthorized: verify,
    ...(server_host_name !== null && { servername: server_host_name }),
    secureContext: createSecureContext({ ca, ...pair }),
  }
}

function attempt(use: () => unknown, what: string): void {
  try {
    use()
  } catch (cause) {
    throw unusable(what, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function unusable(what: string, why: string, cause?: unknown): LoomError {
  return new LoomError('E_TLS_FILE', `cannot use ${what} for TLS: ${why}`, {
    hint: 'give PEM files that this user may read, and the key that belongs to the certificate',
    cause,
  })
}

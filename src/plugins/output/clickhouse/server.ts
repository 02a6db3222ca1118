import { invalidOption } from '../../../kernel/index.ts'
import type { ClickHouseOptions } from './options.ts'

/** Where the server is and who asks, from options and DSN together. */
export interface Server {
  readonly url: URL
  readonly database: string
  readonly username: string
  readonly password: string
  readonly settings: Readonly<Record<string, string>>
}

const DSN_HINT = 'write it as clickhouse://user:password@host:8123/database'

/** An option that was given counts more than what the DSN says; E_OPTION_INVALID for a DSN that is no address. */
export function serverOf(options: ClickHouseOptions): Server {
  const dsn = options.dsn === null ? undefined : readDsn(options.dsn)
  const encrypted = options.protocol === 'https' || dsn?.encrypted === true
  const host = options.host ?? dsn?.url.hostname
  if (!host) throw invalidOption('dsn', 'it names no host', DSN_HINT)
  const port = options.port !== 8123 ? options.port : (dsn?.port ?? (encrypted && dsn ? 8443 : options.port))
  const address = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const part = (text: string | undefined) => (text ? decodeURIComponent(text) : undefined)
  const given = <T>(value: T, byDefault: T, other: T | undefined) =>
    value === byDefault ? (other ?? value) : value
  return {
    url: new URL(`${encrypted ? 'https' : 'http'}://${address}:${port}/`),
    database: given(options.database, 'default', part(dsn?.url.pathname.slice(1))),
    username: given(options.username, 'default', part(dsn?.url.username)),
    password: given(options.password, '', part(dsn?.url.password)),
    settings: dsn?.settings ?? {},
  }
}

function readDsn(dsn: string) {
  const scheme = dsn.slice(0, dsn.indexOf(':'))
  // Of another scheme, URL would not look for a host.
  const text = dsn.replace(/^[\w+]+:/, 'http:')
  if (!URL.canParse(text)) throw invalidOption('dsn', 'it is no address', DSN_HINT)
  const url = new URL(text)
  const { secure, ...settings } = Object.fromEntries(url.searchParams)
  const encrypted = scheme === 'clickhouses' || (secure !== undefined && /^(1|true|yes)$/i.test(secure))
  // Of the native protocol it is another port.
  const port = url.port === '' || /native|asynch/.test(scheme) ? undefined : Number(url.port)
  return { url, encrypted, port, settings }
}

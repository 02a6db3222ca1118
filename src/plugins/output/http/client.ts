import type { Dispatcher } from 'undici'
import type { Context } from '../../../kernel/index.ts'
import { loadTls } from '../../tls/load.ts'
import { type TlsOptions, tlsAsked } from '../../tls/options.ts'

export interface ClientOptions extends TlsOptions {
  readonly connections: number
  /** Seconds. */
  readonly connect_timeout: number
  readonly request_timeout: number
  readonly proxy_url: string | null
}

/** A pool of connections to one server, through a proxy if the options or the environment name one. */
export async function httpClient(
  url: URL,
  options: ClientOptions,
  context: Pick<Context, 'resolve'>,
): Promise<Dispatcher> {
  const { Pool, ProxyAgent, EnvHttpProxyAgent } = await import('undici')
  const { connections, connect_timeout, request_timeout, proxy_url, verify } = options
  const encrypted = url.protocol === 'https:' || proxy_url?.startsWith('https:') === true
  const tls = encrypted || tlsAsked(options) !== undefined || !verify ? loadTls(options, context) : {}
  const connect = { ...tls, timeout: connect_timeout * 1000 }
  const limits = {
    connections,
    headersTimeout: request_timeout * 1000,
    bodyTimeout: request_timeout * 1000,
  }
  const direct = { ...limits, connect }
  // The name to ask for is the server's, not the proxy's.
  const { servername: _, ...toProxy } = connect as typeof connect & { servername?: string }
  const proxied = {
    ...limits,
    requestTls: connect,
    proxyTls: toProxy,
    proxyTunnel: false,
    factory: (origin: string | URL, given: object) => new Pool(origin, { ...given, ...limits }),
  }
  if (proxy_url !== null) return new ProxyAgent({ ...proxied, uri: proxy_url })
  const proxies = environmentProxies()
  if (proxies === undefined) return new Pool(url.origin, direct)
  return new EnvHttpProxyAgent({ ...direct, ...proxied, ...proxies } as ConstructorParameters<
    typeof EnvHttpProxyAgent
  >[0])
}

function environmentProxies(): { httpProxy?: string; httpsProxy?: string; noProxy: string } | undefined {
  const of = (name: string) => process.env[name] || process.env[name.toUpperCase()]
  const any = of('all_proxy')
  const httpProxy = of('http_proxy') ?? any
  const httpsProxy = of('https_proxy') ?? any
  if (!httpProxy && !httpsProxy) return undefined
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), noProxy: of('no_proxy') ?? '' }
}

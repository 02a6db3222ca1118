import { promisify } from 'node:util'
import type { Dispatcher } from 'undici'
import {
  type Delivery,
  DeliveryError,
  type Failure,
  isWellFormed,
  type Output,
  type OutputContext,
} from '../../../kernel/index.ts'
import { halving } from '../halving.ts'
import { httpClient } from '../http/client.ts'
import { networkError } from '../network-error.ts'
import { underWay } from '../under-way.ts'
import { bodyOf, frameCount } from './body.ts'
import { clickhouseError, rowOf } from './error.ts'
import type { ClickHouseOptions } from './options.ts'
import { serverOf } from './server.ts'

/** The first release that knows insert_deduplication_token. */
const TOKENS_SINCE = [22, 2] as const

export async function clickhouseOutput(options: ClickHouseOptions, context: OutputContext): Promise<Output> {
  const { url, database, username, password, settings } = serverOf(options)
  const { table, input_format } = options
  const where = `ClickHouse at ${url.host}`
  const encrypted = url.protocol === 'https:'
  const client = await httpClient(url, { ...options, connections: options.pool_maxsize }, context)
  const compress = options.compression === 'gzip' ? promisify((await import('node:zlib')).gzip) : undefined
  const target = `${quoted(database)}.${quoted(table)}`
  const certificate = encrypted && options.client_cert !== null && (options.tls_mode ?? 'mutual') === 'mutual'
  const headers: Record<string, string> = {
    'user-agent': `${options.client_name === null ? '' : `${options.client_name} `}eventloom`,
    'x-clickhouse-user': username,
    ...(certificate ? { 'x-clickhouse-ssl-certificate-auth': 'on' } : { 'x-clickhouse-key': password }),
  }
  const insertHeaders = compress ? { ...headers, 'content-encoding': 'gzip' } : headers
  const insertPath = pathOf({
    query: `INSERT INTO ${target} FORMAT ${input_format}`,
    database,
    ...settings,
    ...(options.async_insert && { async_insert: '1', wait_for_async_insert: '1' }),
    ...Object.fromEntries(Object.entries(options.settings).map(([name, value]) => [name, text(value)])),
  })
  const writes = underWay()
  let tokens = false
  let sent = 0

  const ask = async (path: string, body: string | Uint8Array, signal?: AbortSignal): Promise<string> => {
    let answer: Dispatcher.ResponseData
    let said: string
    try {
      const given = path.startsWith(insertPath) ? insertHeaders : headers
      answer = await client.request({
        origin: url.origin,
        path,
        method: 'POST',
        headers: given,
        body: given === headers || !compress ? body : await compress(body),
        signal: signal ?? null,
      })
      said = await answer.body.text()
    } catch (error) {
      throw networkError(error, where)
    }
    const code = answer.headers['x-clickhouse-exception-code']
    // Rows may fail when the status has been sent already.
    if (answer.statusCode === 200 && code === undefined && !/^Code: \d+/.test(said)) return said.trim()
    throw clickhouseError(answer.statusCode, code, said, where)
  }
  const query = (sql: string) => ask(pathOf({ database: 'default' }), sql)

  const insert = async (delivery: Delivery, frames: readonly number[], signal: AbortSignal) => {
    const token = tokens ? `&insert_deduplication_token=${delivery.joint(frames)}` : ''
    try {
      const { bytes, release } = bodyOf(delivery, frames, options)
      await ask(insertPath + token, bytes, signal)
      sent += bytes.length
      release()
      return undefined
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (error instanceof DeliveryError) return error
      throw error
    }
  }

  const write = async (delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> => {
    const failures: Failure[] = []
    const frames: number[] = []
    const count = frameCount(delivery)
    const texts = delivery.lines ? undefined : delivery.frames
    for (let i = 0; i < count; i++) {
      const frame = texts?.[i]
      if (typeof frame !== 'string' || isWellFormed(frame)) frames.push(i)
      else failures.push({ frame: i, error: illFormed() })
    }
    if (frames.length > 0) {
      const send = (some: readonly number[]) => insert(delivery, some, signal)
      failures.push(...(await halving(frames, send, rowOf, signal)))
    }
    return failures.length > 0 ? failures : undefined
  }

  const exists = async () => {
    if ((await query(`EXISTS TABLE ${target}`)) === '1') return
    throw new DeliveryError('server', 'E_OUTPUT_TARGET', `${where} has no table ${target}`, {
      hint: 'create it, or check database and table',
    })
  }

  return {
    async open() {
      const release = (await query('SELECT version()')).split('.').map(Number)
      tokens = options.deduplicate && atLeast(release, TOKENS_SINCE)
      await exists()
    },
    // One more, to be made ready while the others are under way.
    concurrency: options.pool_maxsize + 1,
    write: (delivery, signal) => writes.track(write(delivery, signal)),
    get bytes() {
      return sent
    },
    async check() {
      await exists()
      // No rows: the server looks at the rights and at the format, and writes nothing.
      await ask(insertPath, '').catch((error: unknown) => {
        if (error instanceof DeliveryError && error.code !== 'E_OUTPUT_REJECTED') throw error
      })
    },
    async close() {
      await writes.settled()
      await client.close()
    },
  }
}

function illFormed(): DeliveryError {
  const message = 'the event holds half of a surrogate pair, which UTF-8 cannot say'
  return new DeliveryError('rejected', 'E_EVENT_UNENCODABLE', message)
}

function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}

function pathOf(parameters: Readonly<Record<string, string>>): string {
  return `/?${new URLSearchParams(parameters)}`
}

function text(value: string | number | boolean): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}

function atLeast(release: readonly number[], [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = release
  return first > major || (first === major && second >= minor)
}

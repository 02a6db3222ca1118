import { promisify } from 'node:util'
import {
  type Delivery,
  DeliveryError,
  type Failure,
  LoomError,
  type Output,
  type OutputContext,
} from '../../../kernel/index.ts'
import { failFrom } from '../../encoding/frames.ts'
import { networkError } from '../network-error.ts'
import { underWay } from '../under-way.ts'
import { httpClient } from './client.ts'
import { Exchange } from './exchange.ts'
import type { HttpOptions } from './options.ts'
import { answerError, statusTest } from './status.ts'

export async function httpOutput(options: HttpOptions, context: OutputContext): Promise<Output> {
  const { method, idempotency_header, connections } = options
  const url = new URL(options.url)
  const where = `${url.origin}${url.pathname}`
  const { formatter, ordered } = context
  const client = await httpClient(url, options, context)
  const accepted = statusTest(options.success_code)
  const headers = commonHeaders(options, url, formatter.contentType)
  const target = { origin: url.origin, path: `${url.pathname}${url.search}` }
  const compress = options.compression === 'gzip' ? promisify((await import('node:zlib')).gzip) : undefined
  if (compress) headers.push('content-encoding', 'gzip')
  const writes = underWay()

  const write = async (delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> => {
    const { frames } = delivery
    const failures: Failure[] = []
    const open = new Set<Exchange>()
    let next = 0

    /** One request; undefined when the server took it. */
    const send = async (frame: number): Promise<unknown> => {
      const head =
        idempotency_header === null ? headers : headers.concat(idempotency_header, delivery.id(frame))
      const body = compress ? await compress(frames[frame]!) : frames[frame]!
      if (signal.aborted) return signal.reason
      const exchange = new Exchange(client, { ...target, method, headers: head, body })
      open.add(exchange)
      try {
        const { status, headers: said, text } = await exchange.answer
        return accepted(status) ? undefined : answerError(status, said, text, where)
      } catch (error) {
        return signal.aborted ? signal.reason : networkError(error, where)
      } finally {
        open.delete(exchange)
      }
    }

    const sender = async () => {
      while (next < frames.length && !signal.aborted) {
        const frame = next++
        const error = await send(frame)
        if (error === undefined) continue
        failures.push({ frame, error })
        if (ordered && mayPass(error)) {
          failFrom(next, frames.length, error, failures)
          next = frames.length
        }
      }
    }

    const abort = () => {
      for (const exchange of open) exchange.abort(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    await Promise.all(Array.from({ length: ordered ? 1 : Math.min(connections, frames.length) }, sender))
    signal.removeEventListener('abort', abort)
    if (signal.aborted) failFrom(next, frames.length, signal.reason, failures)
    return failures.length > 0 ? failures : undefined
  }

  return {
    concurrency: connections,
    write: (delivery, signal) => writes.track(write(delivery, signal)),

    async check() {
      const ask = (how: 'HEAD' | 'OPTIONS') =>
        new Exchange(client, { ...target, method: how, headers }).answer
      const { status, headers: said } = await ask('HEAD').catch((error: unknown) => {
        throw networkError(error, where)
      })
      const error = answerError(status, said, '', where)
      // Anything else may be an answer to HEAD only.
      if (error.code === 'E_OUTPUT_DENIED' || TELLING.has(status)) throw error
      const allowed = said.allow ?? (await ask('OPTIONS').catch(() => undefined))?.headers.allow
      requireMethod(method, allowed, where)
    },

    async close() {
      await writes.settled()
      await client.close()
    },
  }
}

/** Answers that a request with events would get, too: it goes elsewhere, or nobody is behind the gateway. */
const TELLING = new Set([301, 302, 307, 308, 502, 503, 504])

/** E_OUTPUT_TARGET when the server says which methods it takes there, and this is none of them. */
function requireMethod(method: string, allowed: string | string[] | undefined, where: string): void {
  if (allowed === undefined || allowed.length === 0) return
  const methods = String(allowed)
    .split(',')
    .map((each) => each.trim().toUpperCase())
  if (methods.includes(method)) return
  throw new DeliveryError(
    'rejected',
    'E_OUTPUT_TARGET',
    `${where} takes ${methods.join(', ')}, not ${method}`,
    {
      hint: 'check method, and the path of url',
    },
  )
}

/** Is there sense in another attempt? */
function mayPass(error: unknown): boolean {
  return !(error instanceof DeliveryError) || error.kind !== 'rejected'
}

/** What all requests have, names and values in turn; of two with one name that of the user wins. */
function commonHeaders(options: HttpOptions, url: URL, contentType: string): string[] {
  const headers = new Map([
    ['user-agent', 'eventloom'],
    ['content-type', contentType],
  ])
  const username = options.username ?? decodeURIComponent(url.username)
  const password = options.username === null ? decodeURIComponent(url.password) : (options.password ?? '')
  if (username !== '') {
    headers.set('authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  }
  for (const [name, value] of Object.entries(options.headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(String(value))) {
      throw new LoomError('E_OPTION_INVALID', `headers.${name} is no header that can be sent`, {
        hint: 'names are made of letters, digits and -, values are one line',
      })
    }
    headers.set(name.toLowerCase(), String(value))
  }
  return [...headers].flat()
}

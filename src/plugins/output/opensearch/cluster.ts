import type { Dispatcher } from 'undici'
import type { Context, DeliveryError } from '../../../kernel/index.ts'
import { httpClient } from '../http/client.ts'
import { networkError } from '../network-error.ts'
import { elapsed } from '../network-time.ts'
import type { OpenSearchOptions } from './options.ts'

/** Milliseconds for which a node that did not answer is left out. */
const REST = 10_000

interface Node {
  readonly origin: string
  /** What stands before the path of each request. */
  readonly prefix: string
  readonly client: Dispatcher
  /** On the clock that is never set. */
  restsUntil: number
}

export interface Answer {
  readonly status: number
  readonly headers: Dispatcher.ResponseData['headers']
  readonly text: string
  /** Who answered. */
  readonly where: string
}

export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
  /** May it be sent to another node when nobody knows whether the first one did it? */
  readonly repeatable: boolean
}

/** The nodes of a cluster: asked in turn, and one in place of another. */
export class Cluster {
  readonly #nodes: readonly Node[]
  readonly #authorization: Readonly<Record<string, string>>
  #turn = 0

  constructor(nodes: readonly Node[], { username, password }: OpenSearchOptions) {
    this.#nodes = nodes
    this.#authorization =
      username === null
        ? {}
        : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
  }

  static async open(options: OpenSearchOptions, context: Pick<Context, 'resolve'>): Promise<Cluster> {
    const nodes = options.hosts.map(async (host) => {
      const url = new URL(host)
      const client = await httpClient(url, options, context)
      return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, ''), client, restsUntil: 0 }
    })
    return new Cluster(await Promise.all(nodes), options)
  }

  /** What the first node answers that can be reached. DeliveryError of the last one when none can. */
  async ask(request: Request): Promise<Answer> {
    let last: DeliveryError | undefined
    for (const node of this.#inTurn()) {
      try {
        const answer = await this.#send(node, request)
        node.restsUntil = 0
        return answer
      } catch (error) {
        if (request.signal?.aborted) throw request.signal.reason
        last = networkError(error, node.origin)
        node.restsUntil = elapsed() + REST
        if (!request.repeatable && !neverSent(error)) break
      }
    }
    throw last!
  }

  async close(): Promise<void> {
    await Promise.all(this.#nodes.map(({ client }) => client.close()))
  }

  /** Beginning with the next; those that rest come last. */
  #inTurn(): Node[] {
    const first = this.#turn++ % this.#nodes.length
    const now = elapsed()
    const turned = [...this.#nodes.slice(first), ...this.#nodes.slice(0, first)]
    return [
      ...turned.filter((node) => node.restsUntil <= now),
      ...turned.filter((node) => node.restsUntil > now),
    ]
  }

  async #send({ origin, prefix, client }: Node, request: Request): Promise<Answer> {
    const { method, path, body, signal } = request
    const {
      statusCode,
      headers,
      body: answer,
    } = await client.request({
      origin,
      path: prefix + path,
      method,
      headers: {
        'user-agent': 'eventloom',
        accept: 'application/json',
        ...this.#authorization,
        ...request.headers,
      },
      body: body ?? null,
      signal: signal ?? null,
    })
    return { status: statusCode, headers, text: await answer.text(), where: origin }
  }
}

/** The connection was refused or never made. */
function neverSent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'UND_ERR_CONNECT_TIMEOUT'
}

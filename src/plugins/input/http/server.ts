import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import * as z from 'zod'
import { type Clock, LoomError, type Micros, readOptions } from '../../../kernel/index.ts'
import type { RequestQueue } from './queue.ts'

/** A request body beyond this many bytes is refused; a valid one has about twenty. */
const MAX_BODY = 64 * 1024
/** Milliseconds that a request may take to arrive, so that a stalled client cannot keep a stopped run alive. */
const MAX_REQUEST_TIME = 10_000

const body = z.strictObject({ count: z.int().min(1) })

type Route = (response: ServerResponse, text: string, queue: RequestQueue, at: Micros) => void

const ROUTES = new Map<string, Route>([
  ['/generate', generate],
  ['/stop', stop],
])

export interface Listening {
  readonly host: string
  readonly port: number
  readonly clock: Clock
  /** The first request that arrives after this instant stops the queue instead. */
  readonly until: Micros
}

/** Listens for `POST /generate {"count": n}` and `POST /stop`. E_INPUT_LISTEN if the address cannot be had. */
export async function listen({ host, port, clock, until }: Listening, queue: RequestQueue): Promise<Server> {
  const server = createServer({ requestTimeout: MAX_REQUEST_TIME }, (request, response) => {
    const at = clock.now()
    if (at > until) queue.stop()
    answer(request, response, queue, at).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(refusal(host, port, cause)))
    server.listen(port, host, resolve)
  })
  server.on('error', (error) => queue.fail(error))
  return server
}

function refusal(host: string, port: number, cause: NodeJS.ErrnoException): LoomError {
  return new LoomError('E_INPUT_LISTEN', `cannot listen on ${host}:${port}: ${cause.message}`, {
    hint:
      cause.code === 'EADDRINUSE' ? 'choose another port, or stop what uses it' : 'check "host" and "port"',
    cause,
  })
}

/** Answers are those of Eventum's server, which is a FastAPI application. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  queue: RequestQueue,
  at: Micros,
): Promise<void> {
  const route = ROUTES.get((request.url ?? '/').split('?', 1)[0]!)
  if (!route) return reply(response, 404, { detail: 'Not Found' })
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'POST')
    return reply(response, 405, { detail: 'Method Not Allowed' })
  }
  const text = await readBody(request)
  if (text === undefined) return reply(response, 413, { detail: 'Content Too Large' })
  route(response, text, queue, at)
}

function generate(response: ServerResponse, text: string, queue: RequestQueue, at: Micros): void {
  const parsed = readOptions(body, readJson(text))
  if (!parsed.ok) {
    const detail = parsed.problems.map(({ path, message }) => ({ loc: ['body', ...path], msg: message }))
    reply(response, 422, { detail })
  } else if (queue.stopping) reply(response, 409, { detail: 'Generation is stopping' })
  else if (!queue.offer(at, parsed.value.count)) reply(response, 429, { detail: 'Too Many Requests' })
  else reply(response, 201, null)
}

function stop(response: ServerResponse, _text: string, queue: RequestQueue): void {
  reply(response, 200, null)
  queue.stop()
}

/** Undefined, which no schema accepts, if it is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_BODY) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  })
  response.end(text)
}

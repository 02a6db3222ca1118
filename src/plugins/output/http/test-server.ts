import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { gunzipSync } from 'node:zlib'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

type Answer = (received: Received, response: ServerResponse) => void

/** A server that keeps what it accepts: one copy for each idempotency key. */
export interface TestServer {
  readonly port: number
  readonly received: readonly Received[]
  /** Most requests that were under way at once. */
  readonly crowd: number
  answer: Answer
  kill(): Promise<void>
  resume(): Promise<void>
}

export const created: Answer = (_, response) => void response.writeHead(201).end()

export async function testServer(tls?: TlsOptions): Promise<TestServer> {
  let port = 0
  let server: Server
  let busy = 0
  const seen = new Set<string>()
  const received: Received[] = []

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    self.crowd = Math.max(self.crowd, ++busy)
    response.on('close', () => busy--)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks)
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw
      const { method = '', url: path = '', headers } = request
      const whole = { method, path, headers, body: body.toString() }
      response.on('finish', () => {
        if (response.statusCode >= 300 || method === 'HEAD' || method === 'OPTIONS') return
        const key = headers['idempotency-key'] && `${path} ${headers['idempotency-key']}`
        if (key !== undefined && seen.has(key)) return
        if (key !== undefined) seen.add(key)
        received.push(whole)
      })
      self.answer(whole, response)
    })
  }

  const resume = async () => {
    server = tls ? createTlsServer(tls, handle) : createServer(handle)
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }

  const self = {
    get port() {
      return port
    },
    received,
    crowd: 0,
    answer: created,
    resume,
    async kill() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
  await resume()
  return self
}

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** A server that keeps the bytes of each connection. */
export interface TestServer {
  readonly port: number
  /** What came on each connection, in the order in which they were made. */
  readonly received: readonly Buffer[]
  readonly sockets: ReadonlySet<Socket>
  kill(): Promise<void>
  resume(): Promise<void>
  /** Forgets what came before. */
  clear(): void
}

export async function testServer(tls?: TlsOptions): Promise<TestServer> {
  let port = 0
  let server: Server
  let streams: Buffer[][] = []
  const sockets = new Set<Socket>()

  const accept = (socket: Socket) => {
    const chunks: Buffer[] = []
    streams.push(chunks)
    sockets.add(socket)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }

  const resume = async () => {
    server = tls ? createTlsServer(tls, accept) : createServer(accept)
    server.on('tlsClientError', () => undefined)
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }
  await resume()
  return {
    get port() {
      return port
    },
    get received() {
      return streams.map((chunks) => Buffer.concat(chunks))
    },
    sockets,
    resume,
    async kill() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) {
        if (tls) socket.destroy()
        else socket.resetAndDestroy()
      }
      await closed
    },
    clear() {
      streams = []
    },
  }
}

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy on loopback whose connections can be made to fail in the ways that networks do. */
export interface FaultProxy {
  readonly host: '127.0.0.1'
  readonly port: number
  /** Bytes passed on to the server so far. */
  readonly sent: number
  /** Connections accepted so far. */
  readonly connections: number
  /** Resets all connections: at once, or as soon as so many more bytes have been passed on to the server. */
  cut(afterBytes?: number): void
  /** For so many milliseconds the server gets everything and no answer comes back; then all connections are reset. */
  loseAnswers(milliseconds: number): void
  /** Connections stay open and nothing passes, in either direction, until `release`. */
  stall(): void
  release(): void
  /** Resets all connections and refuses new ones until `up`. */
  down(): Promise<void>
  up(): Promise<void>
  /** Delays each chunk (milliseconds) and limits the bandwidth of each direction (bytes/s). */
  shape(delay: number, bytesPerSecond: number): void
  close(): Promise<void>
}

/** Stands before the server at `port`; listens on `listen`, or on a free port. */
export async function faultProxy(target: () => number, listen = 0): Promise<FaultProxy> {
  const pairs = new Set<Pair>()
  let server: Server | undefined
  let port = listen
  let sent = 0
  let connections = 0
  let cutAt = Number.POSITIVE_INFINITY
  let mute = false
  let stalled = false
  let delay = 0
  let bytesPerSecond = Number.POSITIVE_INFINITY

  const cutAll = () => {
    cutAt = Number.POSITIVE_INFINITY
    mute = false
    for (const pair of pairs) pair.cut()
  }

  const accept = (client: Socket) => {
    connections++
    const upstream = connect(target(), '127.0.0.1')
    const pair = new Pair(client, upstream, () => pairs.delete(pair))
    pairs.add(pair)
    if (stalled) pair.pause()
    pump(client, upstream, (chunk) => {
      const room = cutAt - sent
      const passed = chunk.length > room ? chunk.subarray(0, Math.max(0, room)) : chunk
      sent += passed.length
      if (sent < cutAt) return passed
      // What was passed on must reach the server before the reset does.
      upstream.write(passed, () => setImmediate(cutAll))
      return undefined
    })
    pump(upstream, client, (chunk) => (mute ? undefined : chunk))
  }

  const pump = (from: Socket, to: Socket, filter: (chunk: Buffer) => Buffer | undefined) => {
    from.on('data', (chunk: Buffer) => {
      const passed = filter(chunk)
      if (!passed || passed.length === 0) return
      const wait = delay + (passed.length / bytesPerSecond) * 1000
      if (wait === 0) {
        if (!to.write(passed)) waitFor(from, to)
        return
      }
      from.pause()
      setTimeout(() => {
        to.write(passed)
        if (!stalled) from.resume()
      }, wait)
    })
  }

  const waitFor = (from: Socket, to: Socket) => {
    from.pause()
    to.once('drain', () => {
      if (!stalled) from.resume()
    })
  }

  const up = async () => {
    if (server) return
    const opened = createServer({ allowHalfOpen: true }, accept)
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject)
      opened.listen(port, '127.0.0.1', resolve)
    })
    port = (opened.address() as AddressInfo).port
    server = opened
  }

  const down = async () => {
    const closing = server
    server = undefined
    if (!closing) return
    const closed = new Promise((resolve) => closing.close(resolve))
    cutAll()
    await closed
  }

  await up()
  return {
    host: '127.0.0.1',
    get port() {
      return port
    },
    get sent() {
      return sent
    },
    get connections() {
      return connections
    },
    cut(afterBytes) {
      if (afterBytes === undefined) cutAll()
      else cutAt = sent + afterBytes
    },
    loseAnswers(milliseconds) {
      mute = true
      setTimeout(cutAll, milliseconds)
    },
    stall() {
      stalled = true
      for (const pair of pairs) pair.pause()
    },
    release() {
      stalled = false
      for (const pair of pairs) pair.resume()
    },
    down,
    up,
    shape(milliseconds, rate) {
      delay = milliseconds
      bytesPerSecond = rate
    },
    close: down,
  }
}

/** Two sockets that live and die together; a half-close of either is passed on. */
class Pair {
  readonly #client: Socket
  readonly #upstream: Socket

  constructor(client: Socket, upstream: Socket, gone: () => void) {
    this.#client = client
    this.#upstream = upstream
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.setNoDelay(true)
      one.on('error', () => this.cut())
      one.on('end', () => other.end())
      one.on('close', () => {
        gone()
        other.destroySoon()
      })
    }
  }

  pause(): void {
    this.#client.pause()
    this.#upstream.pause()
  }

  resume(): void {
    this.#client.resume()
    this.#upstream.resume()
  }

  cut(): void {
    this.#client.resetAndDestroy()
    this.#upstream.resetAndDestroy()
  }
}

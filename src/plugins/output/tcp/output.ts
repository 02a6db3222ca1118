import type { Delivery, Failure, Output, OutputContext } from '../../../kernel/index.ts'
import {
  CHUNK,
  type FrameWriter,
  failFrom,
  frameWriter,
  octetCounter,
  preamble,
} from '../../encoding/frames.ts'
import type { Frames } from '../../encoding/lines.ts'
import { textEncoding } from '../../encoding/text.ts'
import { loadTls } from '../../tls/load.ts'
import { inFlight, orAbort } from '../in-flight.ts'
import { caughtUp } from '../network-time.ts'
import { underWay } from '../under-way.ts'
import { type Address, Connection } from './connection.ts'
import type { TcpOptions } from './options.ts'

/** Milliseconds that closing waits for the server to close, too. */
const GOODBYE = 1000

export async function tcpOutput(options: TcpOptions, context: OutputContext): Promise<Output> {
  const { host, port, framing, separator, connect_timeout, keep_alive } = options
  const encoding = await textEncoding(options.encoding)
  const writer = framing === 'separator' ? frameWriter(encoding, separator) : octetCounter(encoding)
  const address: Address = {
    host,
    port,
    tls: options.ssl ? loadTls(options, context) : undefined,
    connectTimeout: connect_timeout,
    keepAlive: keep_alive,
  }
  return new TcpOutput(address, writer, options.confirm * 1000, context)
}

class TcpOutput implements Output {
  readonly #address: Address
  readonly #writer: FrameWriter
  /** Milliseconds. */
  readonly #confirm: number
  readonly #context: OutputContext
  readonly #writes = underWay()
  readonly #one = inFlight()
  bytes = 0
  #connection: Connection | undefined
  #connecting: Promise<Connection> | undefined

  constructor(address: Address, writer: FrameWriter, confirm: number, context: OutputContext) {
    this.#address = address
    this.#writer = writer
    this.#confirm = confirm
    this.#context = context
  }

  async open(): Promise<void> {
    await this.#connected()
  }

  write(delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> {
    return this.#writes.track(this.#write(delivery, signal))
  }

  async check(): Promise<void> {
    const connection = await Connection.open(this.#address)
    // A server that does not like the certificate of its client says so only now.
    await connection.outlives(this.#confirm)
    await connection.close(GOODBYE)
  }

  async close(): Promise<void> {
    await this.#writes.settled()
    await this.#connection?.close(GOODBYE)
  }

  async #write(delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> {
    const frames = this.#writer.take(delivery)
    if (frames.length === 0) return undefined
    const connection = await orAbort(this.#connected(), signal)
    const abort = () => connection.destroy(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    const failures: Failure[] = []
    try {
      // One after the other, for the writer has one buffer.
      const sent = await this.#one(() => this.#send(frames, connection, failures), signal)
      await connection.outlives(this.#confirm)
      this.bytes += sent
    } catch (error) {
      // How much of it arrived nobody can tell: all is sent again.
      const failed = [...failures]
      failFrom(0, frames.length, signal.aborted ? signal.reason : error, failed)
      return failed
    } finally {
      signal.removeEventListener('abort', abort)
    }
    return failures.length > 0 ? failures : undefined
  }

  /** The number of bytes when the system has taken all; frames that cannot be encoded are added to `failures`. */
  async #send(frames: Frames, connection: Connection, failures: Failure[]): Promise<number> {
    let sent = 0
    for (let next = 0; next < frames.length; ) {
      const chunk = this.#writer.chunk(frames, next, frames.length, CHUNK, failures)
      next = chunk.end
      if (chunk.bytes.length > 0) await connection.send(chunk.bytes)
      sent += chunk.bytes.length
    }
    return sent
  }

  /** The connection, or a new one in place of one that broke. */
  async #connected(): Promise<Connection> {
    // A server that has closed meanwhile is noticed before anything is sent to it.
    if (this.#connection) await caughtUp()
    if (this.#connection && !this.#connection.gone.aborted) return this.#connection
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined
    })
    return await this.#connecting
  }

  async #connect(): Promise<Connection> {
    const connection = await Connection.open(this.#address)
    const bytes = preamble(this.#writer, this.#context.formatter.head)
    if (bytes.length > 0) await connection.send(bytes)
    this.#connection = connection
    return connection
  }
}

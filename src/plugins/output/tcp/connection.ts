import { setMaxListeners } from 'node:events'
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import type { DeliveryError } from '../../../kernel/index.ts'
import type { TlsConnection } from '../../tls/load.ts'
import { networkError } from '../network-error.ts'
import { alarm, caughtUp, pause } from '../network-time.ts'

export interface Address {
  readonly host: string
  readonly port: number
  readonly tls: TlsConnection | undefined
  /** Seconds. */
  readonly connectTimeout: number
  readonly keepAlive: number
}

/** A connection that is usable until `gone` aborts, with a DeliveryError as the reason. */
export class Connection {
  readonly #socket: Socket
  readonly #gone = new AbortController()
  readonly #where: string

  private constructor(socket: Socket, where: string) {
    this.#socket = socket
    this.#where = where
    // Each write that waits for its confirmation listens, which is no leak.
    setMaxListeners(0, this.gone)
    socket.on('error', (error) => this.#lose(error))
    socket.on('end', () => this.#lose(new Error('the server closed it')))
    socket.on('close', () => this.#lose(new Error('it was closed')))
    // What the server says is not asked for, but only who reads notices that it closes.
    socket.resume()
  }

  /** DeliveryError, connect, when there is none within the time. */
  static async open(address: Address): Promise<Connection> {
    const { host, port, tls, connectTimeout, keepAlive } = address
    const where = `${host}:${port}`
    const how = {
      host,
      port,
      noDelay: true,
      keepAlive: keepAlive > 0,
      keepAliveInitialDelay: keepAlive * 1000,
    }
    const name = isIP(host) ? {} : { servername: host }
    const socket = tls ? (await import('node:tls')).connect({ ...how, ...name, ...tls }) : connectPlain(how)
    await new Promise<void>((resolve, reject) => {
      const fail = (cause: unknown) => {
        cancel()
        socket.destroy()
        reject(networkError(cause, where))
      }
      const cancel = alarm(connectTimeout * 1000, () => fail(new Error(`none within ${connectTimeout} s`)))
      socket.once('error', fail)
      socket.once(tls ? 'secureConnect' : 'connect', () => {
        cancel()
        socket.off('error', fail)
        resolve()
      })
    })
    return new Connection(socket, where)
  }

  get gone(): AbortSignal {
    return this.#gone.signal
  }

  /** Resolves when the system has taken the bytes, which must not change before. */
  send(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.gone.aborted) reject(this.gone.reason)
      this.#socket.write(bytes, (error) => {
        if (!error) return resolve()
        this.#lose(error)
        reject(this.gone.reason)
      })
    })
  }

  /** Rejects if the connection breaks within so many milliseconds, or has broken. */
  async outlives(milliseconds: number): Promise<void> {
    await caughtUp()
    if (milliseconds > 0) await pause(milliseconds, this.gone)
    this.gone.throwIfAborted()
  }

  /** Says goodbye, and waits so many milliseconds for the server to do so. */
  async close(milliseconds: number): Promise<void> {
    if (this.gone.aborted) return
    const sent = new Promise<void>((resolve) => void this.#socket.end(resolve))
    await Promise.race([sent, pause(milliseconds)])
    await pause(milliseconds, this.gone)
    this.#socket.destroy()
  }

  /** Ends it at once, with what is on its way. */
  destroy(reason: Error): void {
    this.#lose(reason)
  }

  #lose(cause: Error): void {
    if (this.gone.aborted) return
    const error: DeliveryError = networkError(cause, this.#where)
    this.#gone.abort(error)
    this.#socket.destroy()
  }
}

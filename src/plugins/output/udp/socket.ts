import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { DeliveryError } from '../../../kernel/index.ts'
import { networkError } from '../network-error.ts'

/** A socket that knows its receiver, and so is told when that does not listen. */
export interface Datagrams {
  /** `failed` is told when this one is too long; after a refusal nothing is sent any more. */
  send(bytes: Uint8Array, failed: (error: DeliveryError) => void): void
  /** How many the system has not taken yet. */
  readonly waiting: number
  /** Resolves when that is at most `limit`. */
  atMost(limit: number): Promise<void>
  /** How often word came that nobody listens; it names no datagram. */
  readonly refusals: number
  /** What came last. */
  readonly refusal: DeliveryError | undefined
  close(): Promise<void>
}

/** DeliveryError, connect, when the host has no address. */
export async function datagrams(host: string, port: number): Promise<Datagrams> {
  const where = `${host}:${port}`
  const { address, family } = await lookup(host).catch((cause: unknown) => {
    throw networkError(cause, where)
  })
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
  await connected(socket, port, address).catch((cause: unknown) => {
    socket.close()
    throw networkError(cause, where)
  })

  let closed = false
  let waiting = 0
  const waiters: { readonly limit: number; readonly resolve: () => void }[] = []
  let refusals = 0
  let refusal: DeliveryError | undefined
  const refuse = (cause: Error) => {
    refusals++
    refusal = networkError(cause, where)
  }
  socket.on('error', refuse)

  return {
    get refusals() {
      return refusals
    },
    get refusal() {
      return refusal
    },
    send(bytes, failed) {
      if (closed) return
      waiting++
      socket.send(bytes, (error) => {
        waiting--
        if (error) {
          if ((error as NodeJS.ErrnoException).code === 'EMSGSIZE') failed(tooLong(bytes.length, where))
          else refuse(error)
        }
        for (let i = waiters.length - 1; i >= 0; i--) {
          if (waiting <= waiters[i]!.limit) waiters.splice(i, 1)[0]!.resolve()
        }
      })
    },
    get waiting() {
      return waiting
    },
    atMost(limit) {
      if (waiting <= limit) return Promise.resolve()
      return new Promise((resolve) => void waiters.push({ limit, resolve }))
    },
    async close() {
      if (closed) return
      closed = true
      await new Promise<void>((resolve) => socket.close(resolve))
    },
  }
}

export function tooLong(bytes: number, where: string): DeliveryError {
  return new DeliveryError(
    'rejected',
    'E_OUTPUT_REJECTED',
    `${bytes} bytes do not fit into a datagram to ${where}`,
    {
      hint: 'make events shorter, or use the output tcp',
    },
  )
}

function connected(socket: Socket, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, address, () => {
      socket.off('error', reject)
      resolve()
    })
  })
}

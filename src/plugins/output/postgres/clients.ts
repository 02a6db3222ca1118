import type { Socket } from 'node:net'
import type { Client, ClientConfig } from 'pg'
import { orAbort } from '../in-flight.ts'
import { postgresError } from './error.ts'

/** A limited number of connections, made when needed, used by one at a time. */
export interface Clients {
  /**
   * Does work with a connection that nobody else uses. When `signal` aborts, that connection is torn down: the
   * server gives up what it was told, unless it was done. DeliveryError.
   */
  use<T>(signal: AbortSignal, work: (client: Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface Entry {
  readonly client: Client
  broken: boolean
}

export function clients(
  { Client }: { readonly Client: new (config: ClientConfig) => Client },
  config: ClientConfig,
  most: number,
  where: string,
): Clients {
  const idle: Entry[] = []
  const waiting: (() => void)[] = []
  let busy = 0

  const connect = async (): Promise<Entry> => {
    const client = new Client(config)
    const entry: Entry = { client, broken: false }
    const lost = () => {
      entry.broken = true
    }
    client.on('error', lost)
    client.on('end', lost)
    await client.connect()
    return entry
  }

  /** An idle connection that still lives, or a new one. */
  const take = async (signal: AbortSignal): Promise<Entry> => {
    for (let entry = idle.pop(); entry; entry = idle.pop()) if (!entry.broken) return entry
    const connecting = connect()
    try {
      return await orAbort(connecting, signal)
    } catch (error) {
      // It may still come to be.
      connecting.then(tearDown, () => undefined)
      throw error
    }
  }

  const turn = async (signal: AbortSignal): Promise<void> => {
    if (busy >= most) {
      let mine: () => void = () => undefined
      const free = new Promise<void>((resolve) => {
        mine = resolve
        waiting.push(resolve)
      })
      try {
        await orAbort(free, signal)
        return
      } catch (error) {
        const at = waiting.indexOf(mine)
        if (at >= 0) waiting.splice(at, 1)
        // The turn came in the same moment: it goes to the next.
        else pass()
        throw error
      }
    }
    busy++
  }

  const pass = () => {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }

  return {
    async use(signal, work) {
      await turn(signal)
      let entry: Entry | undefined
      const abort = () => entry && tearDown(entry)
      try {
        entry = await take(signal)
        signal.addEventListener('abort', abort, { once: true })
        return await work(entry.client)
      } catch (error) {
        throw signal.aborted ? signal.reason : postgresError(error, where)
      } finally {
        signal.removeEventListener('abort', abort)
        if (entry && !entry.broken) idle.push(entry)
        pass()
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map(({ client }) => client.end()))
    },
  }
}

/** Not `end`, which would wait for the server to finish. */
function tearDown(entry: Entry): void {
  entry.broken = true
  const { connection } = entry.client as unknown as { connection: { stream: Socket } }
  connection.stream.destroy()
}

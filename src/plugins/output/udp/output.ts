import { type Delivery, type Failure, type Output, parseSize } from '../../../kernel/index.ts'
import { type FrameWriter, failFrom, frameWriter } from '../../encoding/frames.ts'
import { textEncoding, unencodable } from '../../encoding/text.ts'
import { caughtUp, pause } from '../network-time.ts'
import { underWay } from '../under-way.ts'
import type { UdpOptions } from './options.ts'
import { pace } from './pace.ts'
import { type Datagrams, datagrams, tooLong } from './socket.ts'

/** Datagrams that wait for the system to take them, at most. */
const WINDOW = 256

export async function udpOutput(options: UdpOptions): Promise<Output> {
  const { host, port, confirm } = options
  const writer = frameWriter(await textEncoding(options.encoding), options.separator)
  const longest = parseSize(options.max_datagram) ?? 0
  const wait = pace(options.rate)
  const writes = underWay()
  let socket: Promise<Datagrams> | undefined

  /** The socket; one that failed is made anew, and the host's address asked for again. */
  const current = async (): Promise<Datagrams> => {
    socket ??= datagrams(host, port)
    try {
      return await socket
    } catch (error) {
      socket = undefined
      throw error
    }
  }

  const write = async (delivery: Delivery, signal: AbortSignal): Promise<readonly Failure[] | undefined> => {
    const { frames } = delivery
    if (frames.length === 0) return undefined
    const failures: Failure[] = []
    const opened = await current()
    const mine = socket
    const { refusals } = opened
    let next = 0
    for (; next < frames.length && opened.refusals === refusals && !signal.aborted; next++) {
      const frame = next
      const bytes = datagram(writer, frames[frame]!, longest, `${host}:${port}`)
      if (bytes instanceof Error) {
        failures.push({ frame, error: bytes })
        continue
      }
      await wait(signal)
      if (signal.aborted) break
      opened.send(bytes, (error) => failures.push({ frame, error }))
      if (opened.waiting >= WINDOW) await opened.atMost(WINDOW / 2)
    }
    await opened.atMost(0)
    await caughtUp()
    if (confirm > 0 && opened.refusals === refusals) await pause(confirm * 1000, signal)
    if (opened.refusals > refusals) {
      // The word names no datagram: all are sent again, perhaps to another address of the host.
      if (socket === mine) socket = undefined
      void opened.close()
      failFrom(0, frames.length, opened.refusal, failures)
    }
    if (signal.aborted) failFrom(next, frames.length, signal.reason, failures)
    return failures.length > 0 ? failures : undefined
  }

  return {
    async open() {
      await current()
    },
    write: (delivery, signal) => writes.track(write(delivery, signal)),
    async check() {
      await current()
    },
    async close() {
      await writes.settled()
      await (await socket)?.close()
    },
  }
}

/** The bytes of one datagram, or why there are none. */
function datagram(
  writer: FrameWriter,
  frame: string | Uint8Array,
  longest: number,
  where: string,
): Uint8Array | Error {
  const bytes = writer.bytes(frame)
  if (!bytes) return unencodable(frame as string, writer.encoding)
  return bytes.length > longest ? tooLong(bytes.length, where) : bytes
}

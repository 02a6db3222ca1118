import fs from 'node:fs'
import type { Writable } from 'node:stream'
import { type Written, writeFully } from '../descriptor.ts'
import { inFlight } from '../in-flight.ts'

/** Where bytes go: says how many of them, from the start, arrived, and why not all. */
export type Sink = (bytes: Uint8Array, signal: AbortSignal) => Written | Promise<Written>

const watched = new WeakSet<Writable>()

/** Standard output or error, whatever it is connected to. */
export function standardSink(name: 'stdout' | 'stderr'): Sink {
  const stream = process[name]
  const fd = name === 'stdout' ? 1 : 2
  // To a redirected file Node's stream writes without looking whether all bytes were taken.
  if (!stream.isTTY && isFileOrDevice(fd)) return (bytes) => writeFully(fd, bytes)
  return streamSink(stream)
}

/** Waits until the system has taken the bytes, so that a slow reader slows the run down. */
export function streamSink(stream: Writable): Sink {
  const one = inFlight()
  // Errors are handled where a write is awaited; without a listener they would end the process.
  if (!watched.has(stream)) stream.on('error', () => undefined)
  watched.add(stream)
  return (bytes, signal) =>
    one(
      () =>
        new Promise<Written>((resolve) => {
          // A copy: the caller reuses its buffer, even after an abort that the stream knows nothing of.
          stream.write(Buffer.from(bytes), (error) =>
            resolve(error ? { bytes: 0, error } : { bytes: bytes.length }),
          )
        }),
      signal,
    )
}

function isFileOrDevice(fd: number): boolean {
  const stat = fs.fstatSync(fd)
  return stat.isFile() || stat.isCharacterDevice()
}

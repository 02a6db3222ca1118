import { type Failure, type Formatter, LoomError, type Output } from '../../../kernel/index.ts'
import { CHUNK, type FrameWriter, failFrom, preamble } from '../../encoding/frames.ts'
import { type Written, writeError } from '../descriptor.ts'
import type { Sink } from './sink.ts'

/** An output that writes frames to a sink, one chunk after the other. */
export function sinkOutput(sink: Sink, name: string, writer: FrameWriter, formatter: Formatter): Output {
  let begun = false
  let bytes = 0

  const send = async (chunk: Uint8Array, signal: AbortSignal): Promise<Written> => {
    const written = await attempt(sink, chunk, signal)
    bytes += written.bytes
    return written
  }

  const begin = async (signal: AbortSignal): Promise<void> => {
    const head = preamble(writer, formatter.head)
    const written = head.length === 0 ? undefined : await send(head, signal)
    if (written?.error !== undefined) throw writeError(written.error, name)
    begun = true
  }

  return {
    lines: writer.asLines,
    get bytes() {
      return bytes
    },
    async write(delivery, signal) {
      const frames = writer.take(delivery)
      if (frames.length === 0) return undefined
      if (!begun) await begin(signal)
      const failures: Failure[] = []
      for (let next = 0; next < frames.length; ) {
        const chunk = writer.chunk(frames, next, frames.length, CHUNK, failures)
        next = chunk.end
        const written = await send(chunk.bytes, signal)
        if (written.error === undefined) continue
        const error: unknown = signal.aborted ? signal.reason : writeError(written.error, name)
        if (error instanceof LoomError && error.code === 'E_OUTPUT_CLOSED') throw error
        failFrom(writer.fitting(frames, chunk, written.bytes).end, frames.length, error, failures)
        break
      }
      return failures.length > 0 ? failures : undefined
    },
  }
}

async function attempt(sink: Sink, bytes: Uint8Array, signal: AbortSignal): Promise<Written> {
  try {
    return await sink(bytes, signal)
  } catch (error) {
    return { bytes: 0, error }
  }
}

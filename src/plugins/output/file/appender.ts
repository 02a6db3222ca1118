import type { Failure } from '../../../kernel/index.ts'
import { CHUNK, type FrameWriter, preamble } from '../../encoding/frames.ts'
import type { Frames } from '../../encoding/lines.ts'
import type { Compress } from './compress.ts'
import type { Target } from './target.ts'

/** Characters that are compressed together: more hardly shrink better. */
const BLOCK = 1_048_576

export interface AppenderOptions {
  readonly writer: FrameWriter
  readonly compress: Compress | undefined
  /** Largest size of a file, bytes. */
  readonly maxBytes: number
  /** What each new file begins with, as far as it is known. */
  head(): string | undefined
}

/** Frames `from` … `end` − 1 are in the file, or are failures; nothing of those after is. */
export interface Step {
  readonly end: number
  readonly error?: unknown
}

/**
 * Writes one chunk of the frames `from` … `end` − 1 to the open file, which then ends with a whole frame, also
 * after an error. A step that ends where it began, without an error, says that the file is full.
 */
export type Append = (
  frames: Frames,
  from: number,
  end: number,
  failures: Failure[],
  signal: AbortSignal,
) => Promise<Step>

export function appender(target: Target, { writer, compress, maxBytes, head }: AppenderOptions): Append {
  /** No frame is in the file yet: the next goes in, however long it is. */
  let bare = false

  const begin = async (signal: AbortSignal): Promise<void> => {
    bare = true
    const bytes = preamble(writer, head())
    if (bytes.length === 0) return
    const written = await target.append(compress ? await compress(bytes) : bytes, signal)
    if (written.error === undefined) return
    target.takeBack(written.bytes)
    throw written.error
  }

  const compressed: Append = async (frames, from, end, failures, signal) => {
    if (target.size >= maxBytes && !bare) return { end: from }
    const chunk = writer.chunk(frames, from, end, BLOCK, failures)
    if (chunk.bytes.length === 0) return { end: chunk.end }
    const written = await target.append(await compress!(chunk.bytes), signal)
    bare = false
    if (written.error === undefined) return { end: chunk.end }
    target.takeBack(written.bytes)
    return { end: from, error: written.error }
  }

  const plain: Append = async (frames, from, end, failures, signal) => {
    const chunk = writer.chunk(frames, from, end, CHUNK, failures)
    const room = maxBytes - target.size
    let fit = { end: chunk.end, bytes: chunk.bytes.length }
    if (fit.bytes > room) {
      fit = writer.fitting(frames, chunk, room)
      if (fit.end === from && bare)
        fit = writer.fitting(frames, { ...chunk, end: from + 1 }, chunk.bytes.length)
      while (failures.length > 0 && failures.at(-1)!.frame >= fit.end) failures.pop()
    }
    if (fit.bytes === 0) return { end: fit.end }
    const alone = from === 0 && fit.end === frames.length
    const written = await target.append(chunk.bytes.subarray(0, fit.bytes), signal, alone)
    const whole =
      written.error === undefined ? fit : writer.fitting(frames, { ...chunk, end: fit.end }, written.bytes)
    if (whole.bytes > 0) bare = false
    if (written.error === undefined) return { end: fit.end }
    target.takeBack(written.bytes - whole.bytes)
    return { end: whole.end, error: written.error }
  }

  const step = compress ? compressed : plain
  return async (frames, from, end, failures, signal) => {
    if (target.fresh) await begin(signal)
    return await step(frames, from, end, failures, signal)
  }
}

import { type Failure, type Formatted, type Frame, LoomError } from '../../kernel/index.ts'
import { inPlace } from './in-place.ts'
import { areLines, type Frames, lineChunk, lineFitting } from './lines.ts'
import { type TextEncoding, unencodable } from './text.ts'

/** Frames `first` … `end` − 1 as bytes, each with its separator; those that cannot be encoded are left out. */
export interface Chunk {
  readonly first: number
  readonly end: number
  readonly bytes: Uint8Array
}

/** Turns the frames of a delivery into bytes for a file or stream. */
export interface FrameWriter {
  readonly encoding: TextEncoding
  /** It takes lines in one piece. */
  readonly asLines: boolean
  /** The frames of a delivery, in one piece where they come so and as this writer would write them. */
  take(delivery: Formatted): Frames
  /** The bytes of one frame with its separator, undefined when it cannot be encoded. */
  bytes(frame: Frame): Uint8Array | undefined
  /**
   * The next frames from `first` on and before `end`, at least one and about `size` characters. What cannot be
   * encoded is added to `failures`, in ascending order. The bytes are good until the next call.
   */
  chunk(frames: Frames, first: number, end: number, size: number, failures: Failure[]): Chunk
  /** The longest beginning of a chunk that fits into so many bytes. */
  fitting(frames: Frames, chunk: Chunk, room: number): { readonly end: number; readonly bytes: number }
}

/** A good size of chunk for files and pipes: larger ones fall out of the processor's cache. */
export const CHUNK = 65_536

/** `separator` follows each frame; E_OPTION_INVALID when the encoding cannot say it. */
export function frameWriter(encoding: TextEncoding, separator: string): FrameWriter {
  const { encode } = encoding
  const separatorBytes = Buffer.from(encode(separator) ?? refuseSeparator(encoding, separator))
  let scratch: Buffer | undefined

  const bytes = (frame: Frame): Uint8Array | undefined =>
    typeof frame === 'string' ? encode(frame + separator) : Buffer.concat([frame, separatorBytes])

  const piecewise = framewise(encoding, bytes)
  const asLines = separator === '\n' && (encoding.name === 'utf_8' || encoding.name === 'utf_8_sig')

  return {
    ...piecewise,
    asLines,
    take: (delivery) => (asLines ? delivery.lines : undefined) ?? delivery.frames,
    chunk(frames, first, end, size, failures) {
      if (areLines(frames)) return lineChunk(frames, first, end)
      scratch ??= Buffer.allocUnsafeSlow(4 * CHUNK)
      const copied = inPlace(encoding, separatorBytes, frames, first, end, Math.min(size, CHUNK), scratch)
      if (copied) return { first, end: copied.end, bytes: scratch.subarray(0, copied.length) }
      let text = ''
      let next = first
      for (; next < end && text.length < size; next++) {
        const frame = frames[next]!
        if (typeof frame !== 'string') return piecewise.chunk(frames, first, end, size, failures)
        text += frame
        text += separator
      }
      const whole = encode(text, scratch)
      return whole ? { first, end: next, bytes: whole } : piecewise.chunk(frames, first, end, size, failures)
    },
  }
}

const NO_MARK = new Uint8Array(0)

/** Each frame behind its length in bytes and a blank, as RFC 6587, section 3.4.1, has it for streams. */
export function octetCounter(encoding: TextEncoding): FrameWriter {
  return framewise({ ...encoding, mark: NO_MARK }, (frame) => {
    const content = typeof frame === 'string' ? encoding.encode(frame) : frame
    return content && Buffer.concat([Buffer.from(`${content.length} `, 'latin1'), content])
  })
}

/** Frame by frame: for binary frames, and to find the frame that spoils a chunk. */
function framewise(encoding: TextEncoding, bytes: FrameWriter['bytes']): FrameWriter {
  return {
    encoding,
    asLines: false,
    bytes,
    take: ({ frames }) => frames,
    chunk(frames, first, end, size, failures) {
      if (areLines(frames)) return lineChunk(frames, first, end)
      const pieces: Uint8Array[] = []
      let filled = 0
      let next = first
      for (; next < end && filled < size; next++) {
        const frame = frames[next]!
        const piece = bytes(frame)
        if (piece) {
          pieces.push(piece)
          filled += piece.length
        } else failures.push({ frame: next, error: unencodable(frame as string, encoding) })
      }
      return { first, end: next, bytes: Buffer.concat(pieces, filled) }
    },
    fitting(frames, chunk, room) {
      if (areLines(frames)) return lineFitting(frames, chunk, room)
      let filled = 0
      for (let i = chunk.first; i < chunk.end; i++) {
        const length = bytes(frames[i]!)?.length ?? 0
        if (filled + length > room) return { end: i, bytes: filled }
        filled += length
      }
      return { end: chunk.end, bytes: filled }
    },
  }
}

/** What a file or stream begins with: the encoding's mark and the formatter's head. */
export function preamble(writer: FrameWriter, head: string | undefined): Uint8Array {
  const { encoding } = writer
  if (head === undefined) return encoding.mark
  const line = writer.bytes(head)
  if (!line) throw unencodable(head, encoding)
  return Buffer.concat([encoding.mark, line])
}

/** Adds to `failures` every frame from `first` on that is not among them yet. */
export function failFrom(first: number, count: number, error: unknown, failures: Failure[]): void {
  const known = new Set(failures.map(({ frame }) => frame))
  for (let frame = first; frame < count; frame++) if (!known.has(frame)) failures.push({ frame, error })
}

function refuseSeparator(encoding: TextEncoding, separator: string): never {
  throw new LoomError(
    'E_OPTION_INVALID',
    `separator ${JSON.stringify(separator)} cannot be written in ${encoding.name}`,
  )
}

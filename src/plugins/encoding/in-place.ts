import type { Frame } from '../../kernel/index.ts'
import type { TextEncoding } from './text.ts'

/** From that length on a frame is better copied by itself than as part of a long text. */
const LONG = 256

/**
 * Copies frames `first` … `end` − 1 with their separators into a buffer, as long as they fit and fewer than `size`
 * bytes are in it. Undefined when nothing fits, and for all that is better done otherwise: short frames, bytes,
 * frames that cannot be encoded, and encodings whose frames have no bounded length.
 */
export function inPlace(
  { encodeAt, widest = 0 }: TextEncoding,
  separator: Uint8Array,
  frames: readonly Frame[],
  first: number,
  end: number,
  size: number,
  into: Buffer,
): { readonly end: number; readonly length: number } | undefined {
  if (!encodeAt || frames[first]!.length < LONG) return undefined
  let filled = 0
  let next = first
  for (; next < end && filled < size; next++) {
    const frame = frames[next]!
    if (typeof frame !== 'string') return undefined
    if (filled + frame.length * widest + separator.length > into.length) break
    const written = encodeAt(frame, into, filled)
    if (written < 0) return undefined
    filled += written
    for (let i = 0; i < separator.length; i++) into[filled++] = separator[i]!
  }
  return next === first ? undefined : { end: next, length: filled }
}

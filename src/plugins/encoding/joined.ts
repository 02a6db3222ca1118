import type { Frame } from '../../kernel/index.ts'
import { Utf8Sheet } from './utf8-sheet.ts'

/** Characters that become bytes together: a longer text falls out of the processor's cache while it is built. */
const PIECE = 16_384
/** From that length on a frame is better written by itself than as part of a longer text. */
const LONG = 512

/**
 * Frames in UTF-8 one behind the other, with texts before, between and after them. Half of a surrogate pair becomes
 * U+FFFD.
 *
 * @param take memory of at least so many bytes, as it is
 */
export function joined(
  frames: readonly Frame[],
  before: string,
  between: string,
  after: string,
  take: (size: number) => Buffer = Buffer.allocUnsafe,
): Buffer {
  let length = before.length + after.length + between.length * frames.length
  for (let i = 0; i < frames.length; i++) length += frames[i]!.length
  const sheet = new Utf8Sheet(length, take)
  let text = before
  for (let i = 0; i < frames.length; i++) {
    const frame = frames[i]!
    if (i > 0) text += between
    if (typeof frame === 'string' && frame.length < LONG) {
      text += frame
      if (text.length < PIECE) continue
      sheet.add(text)
    } else {
      sheet.add(text)
      sheet.add(frame)
    }
    text = ''
  }
  sheet.add(text + after)
  return sheet.bytes
}

import { type Delivery, reuseSheet, takeSheet } from '../../../kernel/index.ts'
import { joined } from '../../encoding/joined.ts'

/** What stands around the events of a request. */
export interface Framing {
  readonly header: string
  readonly footer: string
  readonly separator: string
}

/** The content of a request. */
export interface Body {
  readonly bytes: Uint8Array
  /** The server has read all of it: its memory may serve for others. */
  release(): void
}

/** Some frames of a delivery, ascending. Lines go as they are; what is put together takes memory that serves again. */
export function bodyOf(delivery: Delivery, frames: readonly number[], framing: Framing): Body {
  const { header, footer, separator } = framing
  const all = frames.length === frameCount(delivery)
  if (all && delivery.lines && isPlain(framing)) {
    const { bytes } = delivery.lines
    // Nothing follows the last one. Whoever made the lines has their memory back.
    return { bytes: bytes.subarray(0, bytes.length - 1), release: () => undefined }
  }
  const some = all ? delivery.frames : frames.map((frame) => delivery.frames[frame]!)
  const bytes = joined(some, header, separator, footer, (size) => takeSheet(size).bytes)
  return { bytes, release: () => reuseSheet(bytes) }
}

/** Their number; lines are not taken apart for it. */
export function frameCount(delivery: Delivery): number {
  return (delivery.lines ?? delivery.frames).length
}

function isPlain({ header, footer, separator }: Framing): boolean {
  return header === '' && footer === '' && separator === '\n'
}

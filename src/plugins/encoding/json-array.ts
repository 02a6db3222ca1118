import type { Batch } from '../../kernel/index.ts'

const [OPEN, CLOSE, COMMA, BLANK] = [0x5b, 0x5d, 0x2c, 0x20]

/** JSON values as an array `[1, 2]` in UTF-8. Written in place: a text of all of them would be copied twice. */
export function jsonArray(values: readonly string[]): Uint8Array {
  let length = 2 * Math.max(1, values.length)
  for (let i = 0; i < values.length; i++) length += values[i]!.length
  // Enough for ASCII, which most texts are.
  let bytes = Buffer.allocUnsafe(length)
  let at = 0
  bytes[at++] = OPEN
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    // A byte behind it is for the bracket.
    const room = bytes.length - at - (i > 0 ? 3 : 1)
    if (3 * value.length > room && Buffer.byteLength(value) > room) {
      bytes = Buffer.concat([bytes.subarray(0, at)], 2 * bytes.length + 3 * value.length)
    }
    if (i > 0) {
      bytes[at++] = COMMA
      bytes[at++] = BLANK
    }
    at += bytes.write(value, at)
  }
  bytes[at++] = CLOSE
  return bytes.subarray(0, at)
}

/** The events, where all are texts known to be JSON as formatters space it. */
export function knownJson({ events, forms }: Batch): readonly string[] | undefined {
  if (!forms) return undefined
  for (let i = 0; i < events.length; i++) if (forms[i] !== 'json') return undefined
  return events as readonly string[]
}

import { NO_ROOM, type Sheet } from './sheet.ts'

const QUOTE = 0x22

/** 1 for the units that a JSON string holds as they are, and UTF-8 in one byte. */
const PLAIN = new Uint8Array(65_536).fill(1, 0x20, 0x80)
PLAIN[QUOTE] = 0
PLAIN[0x5c] = 0

/** A text in quotes; NO_ROOM rather than going beyond `limit`. */
export function putText(sheet: Sheet, at: number, text: string, limit: number): number {
  const { bytes } = sheet
  const { length } = text
  if (at + length + 2 > limit) return NO_ROOM
  bytes[at] = QUOTE
  let end = at + 1
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (PLAIN[unit] === 0) return putUtf8(sheet, at, JSON.stringify(text), limit)
    bytes[end++] = unit
  }
  bytes[end] = QUOTE
  return end + 1
}

/** A text as it is; NO_ROOM as above. */
export function putUtf8({ bytes }: Sheet, at: number, text: string, limit: number): number {
  return at + 3 * text.length > limit ? NO_ROOM : at + bytes.write(text, at)
}

/** No lone surrogate half. Node 20 has the method, TypeScript's ES2023 library does not know it yet. */
export function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed()
}

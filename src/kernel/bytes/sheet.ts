/** Memory for bytes, seen in two ways. */
export interface Sheet {
  readonly bytes: Buffer
  readonly view: DataView
}

/** What a function that writes returns in place of an end: the sheet is too small. */
export const NO_ROOM = -1

/** So many bytes may be written beyond the end of a text: there must be room for them, and what comes next goes there. */
export const OVERSHOOT = 8

/** Bytes. */
const SMALLEST = 65_536
/** Bytes: a larger sheet is not kept for others. */
export const LARGEST_SPARE = 4_194_304
/** Of all spare sheets: with workers, some twenty are under way at times, and all of them are back a moment later. */
const MOST_SPARE = 4 * LARGEST_SPARE

let shared = false

/** From now on all sheets are of memory that other threads see where it is, and that need not be handed over. */
export function shareSheets(): void {
  shared = true
}

/** What was given back, the smallest first. Sheets come and go a batch at a time: a few serve any number of streams. */
const spare: Sheet[] = []
/** Bytes of all of them. */
let spareBytes = 0

/** A sheet of at least so many bytes. */
export function takeSheet(size: number): Sheet {
  const index = spare.findIndex(({ bytes }) => bytes.length >= size)
  if (index >= 0) {
    const [found] = spare.splice(index, 1)
    spareBytes -= found!.bytes.length
    return found!
  }
  // A power of two, so that one sheet serves batches of about the same size.
  const bytes = Math.max(2 ** Math.ceil(Math.log2(size)), SMALLEST)
  return sheetOf(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes))
}

/** Takes memory for other sheets, where it was one; it must not be read again. */
export function reuseSheet({ buffer }: Uint8Array): void {
  if (buffer.byteLength < SMALLEST || buffer.byteLength > LARGEST_SPARE) return
  const larger = spare.findIndex(({ bytes }) => bytes.length >= buffer.byteLength)
  spare.splice(larger < 0 ? spare.length : larger, 0, sheetOf(buffer))
  spareBytes += buffer.byteLength
  // The first batches of a run are small, and those that follow have no use for their memory.
  while (spareBytes > MOST_SPARE) spareBytes -= spare.shift()!.bytes.length
}

/** A larger sheet with the same beginning. */
export function largerSheet(sheet: Sheet, filled: number): Sheet {
  const larger = takeSheet(2 * sheet.bytes.length)
  larger.bytes.set(sheet.bytes.subarray(0, filled))
  reuseSheet(sheet.bytes)
  return larger
}

/** That memory as a sheet. */
export function sheetOf(buffer: ArrayBufferLike): Sheet {
  return { bytes: Buffer.from(buffer), view: new DataView(buffer) }
}

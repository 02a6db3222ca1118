import { LoomError } from '../../../../kernel/index.ts'
import type { FileDecoding } from '../../../encoding/decode.ts'

/** Consecutive lines of a file. */
export interface Lines {
  /** Without their line ends; undefined for a line whose bytes are not of the encoding. */
  readonly texts: readonly (string | undefined)[]
  /** Number of the first; the first line of a file is 1. */
  readonly first: number
  /** For each undefined text: where the first bad byte stands in the file, counted from 0. */
  readonly badBytes: ReadonlyMap<number, number>
}

/** Bytes of one line that are held in memory; a file without line ends must not fill it. */
const LONGEST_LINE = 128 * 1024 * 1024

const NONE: ReadonlyMap<number, number> = new Map()

/**
 * Cuts pieces of a file into lines, whatever the size of the pieces. Lines end with a line feed; all carriage
 * returns and line feeds at their end are removed; the last line need not have an end.
 *
 * @param head bytes at the start of the file that were read before `pieces`
 */
export async function* readLines(
  head: Buffer,
  pieces: AsyncIterator<Buffer, void>,
  decoding: FileDecoding,
): AsyncGenerator<Lines, void> {
  let held: Buffer[] = [head.subarray(decoding.markLength)]
  let heldLength = held[0]!.length
  let offset = Math.min(decoding.markLength, head.length)
  let line = 1
  for (;;) {
    const { value: piece, done } = await pieces.next()
    if (done) break
    const end = decoding.unit === 1 ? piece.lastIndexOf(LINE_FEED) + 1 : 0
    if (decoding.unit === 1 && end === 0) {
      // The piece will be overwritten by the next.
      held.push(Buffer.from(piece))
      heldLength += piece.length
    } else {
      const bytes = Buffer.concat([...held, piece])
      const cut = decoding.unit === 1 ? heldLength + end : lastLineEnd(bytes, decoding)
      if (cut > 0) {
        const lines = decodeLines(bytes.subarray(0, cut), decoding, offset, line)
        yield lines
        offset += cut
        line += lines.texts.length
      }
      held = [bytes.subarray(cut)]
      heldLength = bytes.length - cut
    }
    if (heldLength > LONGEST_LINE) throw tooLong(line)
  }
  if (heldLength > 0) yield decodeLines(Buffer.concat(held), decoding, offset, line)
}

const LINE_FEED = 0x0a

function tooLong(line: number): LoomError {
  const most = LONGEST_LINE / 1024 / 1024
  return new LoomError('E_REPLAY_READ', `line ${line} is longer than ${most} MiB`, {
    hint: 'is this a text file, and is "encoding" right?',
  })
}

/** Behind the last line feed of units of 2 or 4 bytes; 0 if there is none. */
function lastLineEnd(bytes: Buffer, decoding: FileDecoding): number {
  const { unit } = decoding
  for (let at = bytes.length - (bytes.length % unit) - unit; at >= 0; at -= unit) {
    if (isLineFeed(bytes, at, decoding)) return at + unit
  }
  return 0
}

function isLineFeed(bytes: Buffer, at: number, { unit, bigEndian }: FileDecoding): boolean {
  if (unit === 2) return (bigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at)) === LINE_FEED
  return (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) === LINE_FEED
}

function decodeLines(bytes: Buffer, decoding: FileDecoding, offset: number, first: number): Lines {
  const text = decoding.decode(bytes)
  if (text === undefined) return decodeEach(bytes, decoding, offset, first)
  const texts = text.split('\n')
  if (texts.at(-1) === '') texts.pop()
  if (text.includes('\r')) for (let i = 0; i < texts.length; i++) texts[i] = withoutReturn(texts[i]!)
  return { texts, first, badBytes: NONE }
}

function withoutReturn(line: string): string {
  let end = line.length
  while (end > 0 && line.charCodeAt(end - 1) === 0x0d) end--
  return end === line.length ? line : line.slice(0, end)
}

/** The lines of bytes that cannot be decoded as a whole, one by one. */
function decodeEach(bytes: Buffer, decoding: FileDecoding, offset: number, first: number): Lines {
  const texts: (string | undefined)[] = []
  const badBytes = new Map<number, number>()
  for (let from = 0; from < bytes.length; ) {
    const end = lineEnd(bytes, from, decoding)
    const own = bytes.subarray(from, end)
    const text = decoding.decode(own)
    if (text === undefined) badBytes.set(texts.length, offset + from + firstBadByte(own, decoding))
    texts.push(text === undefined ? undefined : withoutReturn(text.replace(/\n$/, '')))
    from = end
  }
  return { texts, first, badBytes }
}

function lineEnd(bytes: Buffer, from: number, decoding: FileDecoding): number {
  if (decoding.unit === 1) {
    const at = bytes.indexOf(LINE_FEED, from)
    return at < 0 ? bytes.length : at + 1
  }
  for (let at = from; at + decoding.unit <= bytes.length; at += decoding.unit) {
    if (isLineFeed(bytes, at, decoding)) return at + decoding.unit
  }
  return bytes.length
}

/** A line is searched for its bad byte up to here; decoding every prefix of it takes quadratic time. */
const SEARCHED = 4_096

/** Where the longest prefix that can be decoded ends; 0 if that lies far inside. */
function firstBadByte(line: Buffer, { decode, unit }: FileDecoding): number {
  let good = 0
  for (let end = unit; end <= Math.min(line.length, SEARCHED); end += unit) {
    if (decode(line.subarray(0, end)) !== undefined) good = end
  }
  return line.length > SEARCHED && good === SEARCHED ? 0 : good
}

import type { Formatted, Lines } from './batch.ts'

/** Lines `first` … `end` − 1 alone; no copy of their bytes. */
export function sliceLines({ bytes, ends }: Lines, first: number, end: number): Lines {
  const start = first === 0 ? 0 : ends[first - 1]!
  return {
    length: end - first,
    bytes: bytes.subarray(start, end === 0 ? 0 : ends[end - 1]!),
    ends: start === 0 ? ends.subarray(first, end) : ends.subarray(first, end).map((each) => each - start),
  }
}

/** The texts of lines, their line feeds left out. */
export function lineTexts({ bytes, ends }: Lines): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const whole = buffer.toString()
  // Where all is ASCII, and with JSON it mostly is, bytes and characters have the same places.
  const plain = whole.length === buffer.length
  const texts: string[] = []
  let start = 0
  for (const end of ends) {
    texts.push(plain ? whole.slice(start, end - 1) : buffer.toString('utf8', start, end - 1))
    start = end
  }
  return texts
}

/** What a formatter gives for events that are lines in one piece: texts only when somebody asks, and then once. */
export class FormattedLines implements Formatted {
  readonly carries = 'each'
  readonly refused: Formatted['refused'] = []
  readonly lines: Lines
  /** Gives the memory of the lines back, where that is allowed. */
  readonly release: () => void
  #frames: readonly string[] | undefined

  constructor(lines: Lines, release: (() => void) | undefined) {
    this.lines = lines
    this.release = () => release?.()
  }

  get frames(): readonly string[] {
    this.#frames ??= lineTexts(this.lines)
    return this.#frames
  }
}

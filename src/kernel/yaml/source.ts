import type { SourceLocation } from '../errors.ts'

/** A text with its lines, to say where an offset is. */
export interface Source {
  readonly file: string
  readonly text: string
  at(offset: number): SourceLocation
}

/**
 * The text as YAML counts it: no byte order mark, every line ended by one `\n`. Neither changes a line or
 * column number.
 */
export function normalise(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

/** `text` must be normalised. Columns are counted in UTF-16 units, as editors do. */
export function source(file: string, text: string): Source {
  const starts = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return {
    file,
    text,
    at(offset) {
      const place = Math.min(Math.max(offset, 0), text.length)
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (starts[middle]! <= place) low = middle
        else high = middle - 1
      }
      return { file, line: low + 1, column: place - starts[low]! + 1 }
    },
  }
}

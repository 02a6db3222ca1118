import { PythonError } from '../types.ts'
import { textLength } from './code-points.ts'

const MAX_WIDTH = 1 << 28

/** Fills text to a width with `left` of the missing characters in front, the others behind. */
export function pad(text: string, width: number, fill: string, side: 'left' | 'right' | 'both'): string {
  const missing = width - textLength(text)
  if (missing <= 0) return text
  if (missing > MAX_WIDTH) throw new PythonError('MemoryError', '')
  if (side === 'left') return fill.repeat(missing) + text
  if (side === 'right') return text + fill.repeat(missing)
  const left = Math.floor(missing / 2)
  return fill.repeat(left) + text + fill.repeat(missing - left)
}

/** `str.center`, which puts the odd character in front if the width is odd. */
export function center(text: string, width: number, fill: string): string {
  const missing = width - textLength(text)
  if (missing <= 0) return text
  if (missing > MAX_WIDTH) throw new PythonError('MemoryError', '')
  const left = Math.floor(missing / 2) + (missing & width & 1)
  return fill.repeat(left) + text + fill.repeat(missing - left)
}

/** `text.zfill(width)`: zeros after the sign. */
export function zeroFill(text: string, width: number): string {
  const sign = text.startsWith('-') || text.startsWith('+') ? text[0]! : ''
  return sign + pad(text.slice(sign.length), width - sign.length, '0', 'left')
}

/** `text.expandtabs(size)`. */
export function expandTabs(text: string, size: number): string {
  let column = 0
  let expanded = ''
  for (const character of text) {
    if (character === '\t') {
      const count = size > 0 ? size - (column % size) : 0
      expanded += ' '.repeat(count)
      column += count
    } else {
      expanded += character
      column = character === '\n' || character === '\r' ? 0 : column + 1
    }
  }
  return expanded
}

import { sliceItems, span } from '../collection/slice.ts'
import type { Value } from '../types.ts'
import { characters, isAstral } from './code-points.ts'

/** `text[start:stop:step]`, null where nothing was written. */
export function sliceText(text: string, start: Value, stop: Value, step: Value): string {
  if (isAstral(text) || (step !== null && step !== 1)) {
    return sliceItems(characters(text), start, stop, step).join('')
  }
  const taken = span(text.length, start, stop, null)
  return text.slice(taken.start, taken.start + taken.count)
}

import { OVERSHOOT, type Sheet } from './sheet.ts'

/** A text that is written again and again. */
export interface Literal {
  readonly length: number
  /** Its bytes, and zeros up to a multiple of eight. */
  readonly view: DataView
}

export function literal(text: string): Literal {
  const bytes = new TextEncoder().encode(text)
  const view = new DataView(new ArrayBuffer(Math.ceil(bytes.length / OVERSHOOT) * OVERSHOOT))
  new Uint8Array(view.buffer).set(bytes)
  return { length: bytes.length, view }
}

/**
 * Copies a literal by eight bytes at a time, as numbers: several times faster than a call to copy so few. Any UTF-8
 * text may be: the bytes of a NaN, of which there is more than one, are in none.
 */
export function putLiteral({ view }: Sheet, at: number, { length, view: from }: Literal): number {
  for (let i = 0; i < length; i += 8) view.setFloat64(at + i, from.getFloat64(i, true), true)
  return at + length
}

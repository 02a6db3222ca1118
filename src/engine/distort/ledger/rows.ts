import { Float, type Micros, type Sheet } from '../../../kernel/index.ts'
import type { Marks } from '../marks.ts'

/** What a row says of the event that was changed. */
export interface Place {
  readonly seq: number
  readonly copy: number
  readonly time: Micros
  readonly due: Micros
  /** Ordinal in the delivered stream, counted from 0; null for an event that was dropped. */
  readonly position: number | null
}

/**
 * Writes the marks of one event, the first `count` in the order that was asked for last, each as a row that ends with a line
 * feed; where they end, or NO_ROOM where the sheet is too small for them.
 */
export type PutRows = (sheet: Sheet, at: number, place: Place, marks: Marks, count: number) => number

/** A value of a mark as JSON. */
export function json(value: unknown, raw: boolean): string {
  // In a JSON text line breaks stand between tokens only, where any white space does.
  if (raw) return (value as string).replaceAll(/[\r\n]+/g, ' ')
  if (typeof value === 'number') return String(value)
  return typeof value === 'bigint' || value instanceof Float ? value.toString() : JSON.stringify(value, plain)
}

/** Inside a dropped event; JSON.stringify writes a float's box as a number by itself. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}

/** Six digits are enough of a share. */
export function share(progress: number): number {
  return Math.round(progress * 1e6) / 1e6
}

import { type Delivery, isWellFormed } from '../../../kernel/index.ts'
import { cell, isSpecial, NULL, valueText } from './copy-text.ts'
import type { Read, Sources } from './source.ts'
import type { ColumnKind } from './table.ts'

/** Where the value of a column comes from, and what it becomes. */
export interface Maker {
  readonly read: Read
  readonly kind: ColumnKind
}

/** Row `row` as COPY wants it; throws where a value cannot be said. */
export function rowText(
  makers: readonly Maker[],
  { fields, exact, frames }: Sources,
  row: number,
  delivery: Delivery,
): string {
  let text = ''
  for (let i = 0; i < makers.length; i++) {
    const { read, kind } = makers[i]!
    const value = read(fields[row]!, exact?.[row], frames[row]!, delivery)
    if (i > 0) text += '\t'
    text += value === undefined ? NULL : cell(value, kind)
  }
  return `${text}\n`
}

/** Shorter texts are searched together, which is many times faster than each alone. */
const SHORT = 64

/**
 * The same for rows `first` … `end` − 1 in one go, where no value needs an escape: undefined where one does, or where
 * one cannot be said.
 */
export function plainRows(
  makers: readonly Maker[],
  { fields, exact, frames }: Sources,
  first: number,
  end: number,
  delivery: Delivery,
): string | undefined {
  let rows = ''
  let short = ''
  try {
    for (let row = first; row < end; row++) {
      const record = fields[row]!
      const text = exact?.[row]
      const frame = frames[row]!
      for (let i = 0; i < makers.length; i++) {
        const { read, kind } = makers[i]!
        const value = read(record, text, frame, delivery)
        if (i > 0) rows += '\t'
        if (typeof value === 'number') rows += value
        else if (value === undefined || value === null) rows += NULL
        else {
          const written = valueText(value, kind)
          rows += written
          if (written.length < SHORT) short += written
          else if (isSpecial(written)) return undefined
        }
      }
      rows += '\n'
    }
  } catch {
    return undefined
  }
  return isSpecial(short) || !isWellFormed(rows) ? undefined : rows
}

import type { Delivery } from '../../../kernel/index.ts'
import { isWellFormed } from '../../encoding/encode.ts'
import { cell, isSpecial, NULL, valueText } from './copy-text.ts'
import type { Read, Source } from './source.ts'
import type { ColumnKind } from './table.ts'

/** Where the value of a column comes from, and what it becomes. */
export interface Maker {
  readonly read: Read
  readonly kind: ColumnKind
}

/** A row as COPY wants it; throws where a value cannot be said. */
export function rowText(makers: readonly Maker[], source: Source, delivery: Delivery): string {
  let text = ''
  for (let i = 0; i < makers.length; i++) {
    const { read, kind } = makers[i]!
    const value = read(source, delivery)
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
  sources: readonly Source[],
  first: number,
  end: number,
  delivery: Delivery,
): string | undefined {
  let text = ''
  let short = ''
  try {
    for (let row = first; row < end; row++) {
      const source = sources[row]!
      for (let i = 0; i < makers.length; i++) {
        const { read, kind } = makers[i]!
        const value = read(source, delivery)
        if (i > 0) text += '\t'
        if (typeof value === 'number') text += value
        else if (value === undefined || value === null) text += NULL
        else {
          const written = valueText(value, kind)
          text += written
          if (written.length < SHORT) short += written
          else if (isSpecial(written)) return undefined
        }
      }
      text += '\n'
    }
  } catch {
    return undefined
  }
  return isSpecial(short) || !isWellFormed(text) ? undefined : text
}

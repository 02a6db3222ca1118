import { type Delivery, DeliveryError, type Failure, type Zone } from '../../../kernel/index.ts'
import { cell, NULL } from './copy-text.ts'
import { bareSource, type Read, reader, type Source, sourceOf } from './source.ts'
import type { ColumnKind, Table } from './table.ts'

/** Rows as COPY wants them, each ending in a line break, and the frame that each is of. */
export interface Rows {
  readonly columns: readonly string[]
  readonly texts: readonly string[]
  readonly frames: readonly number[]
}

export interface RowMaker {
  /** Frames that make no row are added to `failures`. */
  rows(delivery: Delivery, table: Table, failures: Failure[]): Rows
  /** The columns, where the options name them. */
  readonly named: readonly string[] | undefined
  /** All columns with what they are made of, and what that is in a delivery. */
  sample(delivery: Delivery): readonly Sample[]
}

export interface RowOptions {
  readonly columns: Readonly<Record<string, string>> | undefined
  readonly idColumn: string | null
  /** Frames are the JSON of their events. */
  readonly plain: boolean
  readonly zone: Zone
}

export interface Sample {
  readonly column: string
  /** A path or one of SPECIAL. */
  readonly from: string
  readonly values: readonly unknown[]
}

interface Maker {
  readonly read: Read
  readonly kind: ColumnKind
}

export function rowMaker({ columns, idColumn, plain, zone }: RowOptions): RowMaker {
  const id: readonly (readonly [string, string])[] = idColumn === null ? [] : [[idColumn, '$id']]
  const named = columns && new Map([...Object.entries(columns), ...id])
  const bare = named !== undefined && [...named.values()].every((from) => from.startsWith('$'))
  const readers = new Map<string, Read>()

  const readerOf = (from: string): Read => {
    const known = readers.get(from) ?? reader(from, zone)
    readers.set(from, known)
    return known
  }

  const read = (delivery: Delivery, failures: Failure[]): Source[] => {
    const found: Source[] = []
    for (let frame = 0; frame < delivery.frames.length; frame++) {
      try {
        found.push(bare ? bareSource(frame) : sourceOf(delivery, frame, plain))
      } catch (error) {
        failures.push({ frame, error })
      }
    }
    return found
  }

  /** Without named columns: what the events have, each field under its name. */
  const fieldsOf = (sources: readonly Source[]): Map<string, string> => {
    const names = new Map<string, string>(id)
    for (const { fields } of sources) {
      for (const name in fields) if (!names.has(name)) names.set(name, name)
    }
    return names
  }

  return {
    named: named && [...named.keys()],
    sample(delivery) {
      const sources = read(delivery, [])
      return [...(named ?? fieldsOf(sources))].map(([column, from]) => {
        const value = readerOf(from)
        return { column, from, values: sources.map((source) => value(source, delivery)) }
      })
    },

    rows(delivery, table, failures) {
      const sources = read(delivery, failures)
      const wanted = named ?? fieldsOf(sources)
      const known = [...wanted].filter(([name]) => table.columns.has(name))
      const strange = wanted.size > known.length
      const makers = known.map(
        ([name, from]): Maker => ({ read: readerOf(from), kind: table.columns.get(name)! }),
      )
      const texts: string[] = []
      const frames: number[] = []
      for (const source of sources) {
        try {
          if (strange) requireKnown(source, table)
          texts.push(rowText(makers, source, delivery))
          frames.push(source.frame)
        } catch (error) {
          failures.push({ frame: source.frame, error })
        }
      }
      return { columns: known.map(([name]) => name), texts, frames }
    },
  }
}

function rowText(makers: readonly Maker[], source: Source, delivery: Delivery): string {
  let text = ''
  for (let i = 0; i < makers.length; i++) {
    const { read, kind } = makers[i]!
    const value = read(source, delivery)
    if (i > 0) text += '\t'
    text += value === undefined ? NULL : cell(value, kind)
  }
  return `${text}\n`
}

function requireKnown({ fields }: Source, table: Table): void {
  for (const name in fields) {
    if (table.columns.has(name)) continue
    throw new DeliveryError(
      'rejected',
      'E_OUTPUT_REJECTED',
      `${table.name} has no column for the field "${name}"`,
      {
        hint: 'add one, or say what goes where in columns',
      },
    )
  }
}

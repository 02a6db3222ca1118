import {
  type Delivery,
  DeliveryError,
  type Failure,
  type Rec,
  takeSheet,
  type Zone,
} from '../../../kernel/index.ts'
import { Utf8Sheet } from '../../encoding/utf8-sheet.ts'
import { type Maker, plainRows, rowText } from './row-text.ts'
import { bareSources, type Read, reader, type Sources, sourcesOf } from './source.ts'
import type { Table } from './table.ts'

/** Rows as COPY wants them, and the frame that each is of. */
export interface Rows {
  readonly columns: readonly string[]
  /** In UTF-8; each row ends in a line feed, and in none there is another. */
  readonly bytes: Buffer
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

/** Rows that are made in one go. */
const TOGETHER = 64

export function rowMaker({ columns, idColumn, plain, zone }: RowOptions): RowMaker {
  const id: readonly (readonly [string, string])[] = idColumn === null ? [] : [[idColumn, '$id']]
  const named = columns && new Map([...Object.entries(columns), ...id])
  const bare = named !== undefined && [...named.values()].every((from) => from.startsWith('$'))
  const readers = new Map<string, Read>()
  /** Bytes that a row takes, as far as is known. */
  let usual = 256

  const readerOf = (from: string): Read => {
    const known = readers.get(from) ?? reader(from, zone)
    readers.set(from, known)
    return known
  }

  const read = (delivery: Delivery, failures: Failure[]): Sources =>
    bare ? bareSources(delivery) : sourcesOf(delivery, plain, failures)

  /** Without named columns: what the events have, each field under its name. */
  const fieldsOf = (records: readonly Rec[]): Map<string, string> => {
    const names = new Map<string, string>(id)
    // Mostly they all have the same, in the same order.
    let alike: readonly string[] = []
    for (const record of records) {
      let i = 0
      for (const name in record) {
        if (name !== alike[i++] && !names.has(name)) names.set(name, name)
      }
      if (i > alike.length) alike = Object.keys(record)
    }
    return names
  }

  return {
    named: named && [...named.keys()],
    sample(delivery) {
      const { fields, exact, frames } = read(delivery, [])
      return [...(named ?? fieldsOf(fields))].map(([column, from]) => {
        const value = readerOf(from)
        const values = fields.map((record, row) => value(record, exact?.[row], frames[row]!, delivery))
        return { column, from, values }
      })
    },

    rows(delivery, table, failures) {
      const sources = read(delivery, failures)
      const { fields } = sources
      const wanted = named ?? fieldsOf(fields)
      const known = [...wanted].filter(([name]) => table.columns.has(name))
      const strange = wanted.size > known.length
      const makers = known.map(
        ([name, from]): Maker => ({ read: readerOf(from), kind: table.columns.get(name)! }),
      )
      // Straight into memory: a batch of texts that wait for it would cost the garbage collector as much as making them.
      const sheet = new Utf8Sheet(fields.length * usual, take)
      const frames: number[] = []
      const oneByOne = (first: number, end: number): string => {
        let text = ''
        for (let row = first; row < end; row++) {
          const frame = sources.frames[row]!
          try {
            if (strange) requireKnown(fields[row]!, table)
            text += rowText(makers, sources, row, delivery)
            frames.push(frame)
          } catch (error) {
            failures.push({ frame, error })
          }
        }
        return text
      }
      let careful = strange
      for (let first = 0; first < fields.length; first += TOGETHER) {
        const end = Math.min(first + TOGETHER, fields.length)
        const text = careful ? undefined : plainRows(makers, sources, first, end, delivery)
        if (text === undefined) {
          // Where one row has something to escape, there is mostly more of it.
          careful = true
          sheet.add(oneByOne(first, end))
        } else {
          sheet.add(text)
          for (let row = first; row < end; row++) frames.push(sources.frames[row]!)
        }
      }
      const { bytes } = sheet
      if (frames.length > 0) usual = Math.ceil(bytes.length / frames.length)
      return { columns: known.map(([name]) => name), bytes, frames }
    },
  }
}

/** Memory that serves again. */
const take = (size: number) => takeSheet(size).bytes

function requireKnown(fields: Rec, table: Table): void {
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

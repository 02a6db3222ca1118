import { type Delivery, DeliveryError, type Failure, takeSheet, type Zone } from '../../../kernel/index.ts'
import { joined } from '../../encoding/joined.ts'
import { type Maker, plainRows, rowText } from './row-text.ts'
import { bareSource, type Read, reader, type Source, sourceOf } from './source.ts'
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
    // Mostly they all have the same, in the same order.
    let usual: readonly string[] = []
    for (const { fields } of sources) {
      let i = 0
      for (const name in fields) {
        if (name !== usual[i++] && !names.has(name)) names.set(name, name)
      }
      if (i > usual.length) usual = Object.keys(fields)
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
      const one = (source: Source) => {
        try {
          if (strange) requireKnown(source, table)
          texts.push(rowText(makers, source, delivery))
          frames.push(source.frame)
        } catch (error) {
          failures.push({ frame: source.frame, error })
        }
      }
      let careful = strange
      for (let first = 0; first < sources.length; first += TOGETHER) {
        const end = Math.min(first + TOGETHER, sources.length)
        const text = careful ? undefined : plainRows(makers, sources, first, end, delivery)
        if (text === undefined) {
          // Where one row has something to escape, there is mostly more of it.
          careful = true
          for (let row = first; row < end; row++) one(sources[row]!)
        } else {
          texts.push(text)
          for (let row = first; row < end; row++) frames.push(sources[row]!.frame)
        }
      }
      const bytes = joined(texts, '', '', '', take)
      return { columns: known.map(([name]) => name), bytes, frames }
    },
  }
}

/** Memory that serves again. */
const take = (size: number) => takeSheet(size).bytes

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

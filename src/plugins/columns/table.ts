import { DeliveryError, type Rec, type Zone } from '../../kernel/index.ts'
import { type PutRow, rowCode } from './row-code.ts'
import { type Cell, type Column, cellReader } from './schema.ts'

/** Rows to write, by column; good until the next row is added. */
export interface Columns {
  readonly rows: number
  /** As long as there are columns, each as long as there are rows. */
  readonly data: readonly Cell[][]
}

/** Collects rows; a record that does not fit changes nothing. */
export class Table {
  readonly columns: readonly Column[]
  readonly #put: PutRow
  readonly #strict: boolean
  /** Lists that were once long are filled again rather than grown again. */
  readonly #data: Cell[][]
  rows = 0

  constructor(columns: readonly Column[], strict: boolean, zone: Zone) {
    this.columns = columns
    this.#put = rowCode(
      columns,
      columns.map(({ type }) => cellReader(type, zone)),
      (column, value) => {
        throw misfit(columns[column]!, value)
      },
    )
    this.#strict = strict
    this.#data = columns.map(() => [])
  }

  /** DeliveryError, rejected, for a value that its column cannot hold, or a field that is no column. */
  add(record: Rec): void {
    // A row that is given up is written over by the next.
    const present = this.#put(record, this.rows, this.#data)
    if (this.#strict) this.#requireNoMore(record, present)
    this.rows++
  }

  /** Counting is enough to know that all fields are columns. */
  #requireNoMore(record: Rec, present: number): void {
    let fields = 0
    for (const _ in record) fields++
    if (fields === present) return
    const names = new Set(this.columns.map(({ name }) => name))
    const strange = Object.keys(record).find((name) => !names.has(name) && record[name] !== undefined)
    if (strange !== undefined) throw stranger(strange)
  }

  /** What was collected; collecting begins anew. */
  take(): Columns {
    const { rows } = this
    for (const cells of this.#data) cells.length = rows
    this.rows = 0
    return { rows, data: this.#data }
  }
}

function misfit({ name, type }: Column, value: unknown): DeliveryError {
  const text = typeof value === 'bigint' ? String(value) : JSON.stringify(value)
  const message = `the column "${name}" holds ${type}, the event has ${text.slice(0, 100)}`
  return new DeliveryError('rejected', 'E_OUTPUT_SCHEMA', message, {
    hint: `name the type of "${name}" in schema; json holds anything`,
  })
}

function stranger(name: string): DeliveryError {
  const message = `there is no column for the field "${name}"`
  return new DeliveryError('rejected', 'E_OUTPUT_SCHEMA', message, {
    hint: 'name all fields in schema, or say extra_fields: drop',
  })
}

import { DeliveryError, type Rec, type Zone } from '../../kernel/index.ts'
import { type Cell, type Column, cellReader, type ReadCell } from './schema.ts'

/** Rows that wait to be written, by column. */
export interface Columns {
  readonly rows: number
  /** As long as there are columns, each as long as there are rows. */
  readonly data: readonly Cell[][]
}

/** Collects rows; a record that does not fit changes nothing. */
export class Table {
  readonly columns: readonly Column[]
  readonly #read: readonly ReadCell[]
  readonly #strict: boolean
  #data: Cell[][]
  rows = 0

  constructor(columns: readonly Column[], strict: boolean, zone: Zone) {
    this.columns = columns
    this.#read = columns.map(({ type }) => cellReader(type, zone))
    this.#strict = strict
    this.#data = columns.map(() => [])
  }

  /** DeliveryError, rejected, for a value that its column cannot hold, or a field that is no column. */
  add(record: Rec): void {
    const { columns, rows } = this
    let present = 0
    for (let i = 0; i < columns.length; i++) {
      const { name, type } = columns[i]!
      const given = record[name]
      if (given !== undefined) present++
      const value = given === undefined || given === null ? null : this.#read[i]!(given)
      if (value === undefined) throw misfit(name, type, given)
      // A row that is given up is written over by the next.
      this.#data[i]![rows] = value
    }
    if (this.#strict) this.#requireNoMore(record, present)
    this.rows = rows + 1
  }

  /** Counting is enough to know that all fields are columns. */
  #requireNoMore(record: Rec, present: number): void {
    let fields = 0
    for (const name in record) if (record[name] !== undefined) fields++
    if (fields === present) return
    const names = new Set(this.columns.map(({ name }) => name))
    throw stranger(Object.keys(record).find((name) => !names.has(name) && record[name] !== undefined)!)
  }

  /** What was collected; collecting begins anew. */
  take(): Columns {
    const taken = { rows: this.rows, data: this.#data }
    for (const cells of this.#data) cells.length = this.rows
    this.#data = this.columns.map(() => [])
    this.rows = 0
    return taken
  }
}

function misfit(name: string, type: string, value: unknown): DeliveryError {
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

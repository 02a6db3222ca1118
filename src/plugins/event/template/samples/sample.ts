import {
  asInt,
  eq,
  Host,
  type Methods,
  PythonError,
  repr,
  slice,
  type Value,
} from '../../../../jinja/index.ts'
import type { Rng } from '../../../../kernel/index.ts'
import { ColumnIndex } from './column-index.ts'
import { Layout, Row } from './row.ts'
import { SAMPLE_METHODS } from './sample-methods.ts'
import type { Table } from './table.ts'
import { type Cumulative, cumulative, drawIndex } from './weights.ts'

/** A table that templates pick rows from. It never changes, so what is worked out once holds. */
export class Sample extends Host {
  readonly typeName = 'Sample'
  readonly layout: Layout
  readonly rows: readonly Row[]
  readonly #rng: Rng
  readonly #weights = new Map<string, Cumulative>()
  readonly #indexes = new Map<string, ColumnIndex>()
  /** What `where` found for one condition, by the rows found. */
  readonly #parts = new Map<readonly Row[], Sample>()

  constructor(layout: Layout, rows: readonly Row[], rng: Rng) {
    super()
    this.layout = layout
    this.rows = rows
    this.#rng = rng
  }

  override get methods(): Methods<never> {
    return SAMPLE_METHODS
  }

  override getAttr(name: string): Value | undefined {
    return name === 'columns' ? [...new Set(this.layout.names)] : this.#column(name)
  }

  override getItem(key: Value): Value | undefined {
    if (typeof key === 'string') return this.#column(key)
    const index = asInt(key)
    return index === undefined ? undefined : this.rows.at(Number(index))
  }

  override slice(start: Value, stop: Value, step: Value): Value {
    return slice([...this.rows], start, stop, step)
  }

  override length(): number {
    return this.rows.length
  }

  override iterate(): Iterable<Value> {
    return this.rows
  }

  override reversed(): Iterable<Value> {
    return this.rows.toReversed()
  }

  override repr(): string {
    return `<Sample of ${this.rows.length} rows>`
  }

  /** A uniform row; undefined of an empty sample. */
  pick(): Row | undefined {
    return this.#rng.pick(this.rows)
  }

  /** A row as likely as its cell in that column says; undefined of an empty sample. */
  weightedPick(column: string): Row | undefined {
    if (this.rows.length === 0) return undefined
    let sums = this.#weights.get(column)
    if (sums === undefined) {
      const cells = this.#column(column)
      if (cells === undefined) throw this.#noColumn('SamplePickError', column)
      sums = cumulative(cells, column)
      this.#weights.set(column, sums)
    }
    return this.rows[drawIndex(sums, this.#rng)]
  }

  /** The rows that have these cells; this very sample when there is no condition. */
  where(conditions: ReadonlyMap<string, Value>): Sample {
    const [first] = conditions
    if (first === undefined) return this
    const found = this.#index(first[0]).equalTo(first[1])
    if (found !== undefined && conditions.size === 1) return this.#part(found)
    const cells = [...conditions].map(([column, value]) => [this.#position(column), value] as const)
    const rows = (found ?? this.rows).filter((row) => cells.every(([at, value]) => eq(row.items[at]!, value)))
    return new Sample(this.layout, rows, this.#rng)
  }

  #part(rows: readonly Row[]): Sample {
    let part = this.#parts.get(rows)
    if (part === undefined) {
      part = new Sample(this.layout, rows, this.#rng)
      this.#parts.set(rows, part)
    }
    return part
  }

  #index(column: string): ColumnIndex {
    let index = this.#indexes.get(column)
    if (index === undefined) {
      index = new ColumnIndex(this.rows, this.#position(column))
      this.#indexes.set(column, index)
    }
    return index
  }

  #position(column: string): number {
    const at = this.layout.first.get(column)
    if (at === undefined) throw this.#noColumn('SampleFilterError', column)
    return at
  }

  #column(name: string): Value[] | undefined {
    const at = this.layout.first.get(name)
    return at === undefined ? undefined : this.rows.map((row) => row.items[at]!)
  }

  #noColumn(type: string, column: string): PythonError {
    const names = [...this.layout.first.keys()].map(repr).join(', ')
    return new PythonError(type, `there is no column ${repr(column)}; there are: ${names}`)
  }
}

/** The sample that a table makes. */
export function sampleOf(table: Table, rng: Rng): Sample {
  const width = table.rows[0]?.length ?? 0
  const layout = new Layout(table.columns ?? Array.from({ length: width }, (_, i) => `_${i}`))
  return new Sample(
    layout,
    table.rows.map((cells) => new Row(layout, cells)),
    rng,
  )
}

import { fromHost, type Value } from '../../../../jinja/index.ts'
import { isMapping } from '../../../../kernel/index.ts'
import type { ItemsOptions } from './options.ts'
import { type Table, TableError, tableOfLists, tableOfMappings } from './table.ts'

/** The table of rows that a project file holds. The first row says what kind the others are. */
export function itemsTable({ source }: ItemsOptions): Table {
  const [first] = source
  if (Array.isArray(first)) {
    return tableOfLists(source.map((row, i) => cells(row, i)))
  }
  if (isMapping(first)) {
    return tableOfMappings(
      source.map((row, i) => {
        if (isMapping(row)) return row
        throw new TableError(`row ${i + 1} is no mapping, but the first is`)
      }),
      fromHost,
    )
  }
  return tableOfLists(source.map((value) => [fromHost(value)]))
}

function cells(row: unknown, i: number): Value[] {
  if (Array.isArray(row)) return row.map((cell) => fromHost(cell))
  throw new TableError(`row ${i + 1} is no list, but the first is`)
}

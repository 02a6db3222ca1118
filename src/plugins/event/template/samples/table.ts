import type { Value } from '../../../../jinja/index.ts'

/** Rows of equal width, as read from their source. */
export interface Table {
  /** Names of the columns, in order; undefined when the source gives none. May hold a name twice. */
  readonly columns: readonly string[] | undefined
  readonly rows: readonly (readonly Value[])[]
}

/** Why a source is no table. */
export class TableError extends Error {
  override readonly name = 'TableError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** The table of rows without names. TableError when they differ in width. */
export function tableOfLists(rows: readonly (readonly Value[])[]): Table {
  const width = rows[0]?.length ?? 0
  const odd = rows.findIndex((row) => row.length !== width)
  if (odd < 0) return { columns: undefined, rows }
  throw new TableError(`row ${odd + 1} has ${rows[odd]!.length} cells, the first has ${width}`)
}

/**
 * The table of rows that name their cells, in whatever order; the first row gives the columns. TableError when
 * the names differ.
 */
export function tableOfMappings(
  mappings: readonly Readonly<Record<string, unknown>>[],
  toValue: (raw: unknown) => Value,
): Table {
  const columns = Object.keys(mappings[0] ?? {})
  const rows = mappings.map((mapping, i) => {
    const lacking = columns.filter((column) => !Object.hasOwn(mapping, column))
    const extra = Object.keys(mapping).filter((column) => !columns.includes(column))
    if (lacking.length + extra.length > 0) {
      const parts = [
        ...(lacking.length ? [`lacks ${names(lacking)}`] : []),
        ...(extra.length ? [`has ${names(extra)} besides`] : []),
      ]
      throw new TableError(
        `row ${i + 1} ${parts.join(' and ')}`,
        'each row has the same columns as the first; give an empty cell where there is no value',
      )
    }
    return columns.map((column) => toValue(mapping[column]))
  })
  return { columns, rows }
}

function names(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}

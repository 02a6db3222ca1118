import type { Cell, Column, ColumnType, ReadCell } from './schema.ts'

/**
 * Puts the values of a record into row `row` of all columns; how many of the columns' fields it has.
 *
 * @param data a list of cells for each column
 */
export type PutRow = (record: object, row: number, data: readonly Cell[][]) => number

/**
 * Code made for these columns: a field's place in a record is known where its name stands in the code, while code that
 * is given the name looks for it each time.
 *
 * @param readers what a column does with a value, by column
 * @param misfit throws for a value that its column, by index, does not take
 */
export function rowCode(
  columns: readonly Column[],
  readers: readonly ReadCell[],
  misfit: (column: number, value: unknown) => never,
): PutRow {
  const steps = columns.map(({ name, type }, i) => {
    const quick = QUICK[type]
    // The names of fields come in as string literals: nothing of a project becomes code.
    return `v = record[${JSON.stringify(name)}]
${quick ? `if (${quick.holds}) { data[${i}][row] = ${quick.cell}; present++ } else ` : ''}{
  if (v === undefined || v === null) data[${i}][row] = null
  else {
    const cell = readers[${i}](v)
    if (cell === undefined) misfit(${i}, v)
    data[${i}][row] = cell
  }
  if (v !== undefined) present++
}`
  })
  const body = `return (record, row, data) => {
let v, present = 0
${steps.join('\n')}
return present
}`
  return new Function('readers', 'misfit', 'bigint', body)(readers, misfit, integers()) as PutRow
}

/** What a column does with nearly all values that it holds, as its reader does. */
const QUICK: Readonly<Partial<Record<ColumnType, { readonly holds: string; readonly cell: string }>>> = {
  string: { holds: `typeof v === 'string'`, cell: 'v' },
  boolean: { holds: `typeof v === 'boolean'`, cell: 'v' },
  number: { holds: `typeof v === 'number'`, cell: 'v' },
  integer: { holds: `typeof v === 'number' && Number.isSafeInteger(v)`, cell: 'bigint(v)' },
}

/** A power of two. */
const KEPT = 1024

/** `BigInt`, which makes a new one each time; columns mostly repeat some, as states and amounts. */
function integers(): (value: number) => bigint {
  const numbers = new Float64Array(KEPT)
  const made = new Array<bigint>(KEPT).fill(0n)
  return (value) => {
    const place = value & (KEPT - 1)
    if (numbers[place] === value) return made[place]!
    numbers[place] = value
    made[place] = BigInt(value)
    return made[place]
  }
}

import { isHarmless } from '../json-text.ts'
import { Tuple } from './tuple.ts'

/** So many cells have a bit that says what they hold. */
const BITS = 31

/** A tuple whose items have names, as the cells in a row of a table. A cell hides a method of its name. */
export abstract class Cells extends Tuple {
  #seen = 0
  #harmless = 0

  /** Where each name stands: the same Map for all rows of a table. */
  abstract get columns(): ReadonlyMap<string, number>

  /**
   * Is the cell a text that JSON writes as it is, also where it is to stand in HTML? Rows are written again and again,
   * so each cell is looked at once. False of what stands too far behind.
   */
  isHarmless(column: number): boolean {
    if (column >= BITS) return false
    const bit = 1 << column
    if ((this.#seen & bit) === 0) {
      const cell = this.items[column]
      if (typeof cell === 'string' && isHarmless(cell)) this.#harmless |= bit
      this.#seen |= bit
    }
    return (this.#harmless & bit) !== 0
  }
}

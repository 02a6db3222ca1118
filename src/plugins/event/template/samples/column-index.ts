import { type HashKey, hashKey, PythonError, type Value } from '../../../../jinja/index.ts'
import type { Row } from './row.ts'

/** Finds rows by their cell in one column without looking through all of them. */
export class ColumnIndex {
  readonly #groups = new Map<HashKey, Row[]>()

  constructor(rows: readonly Row[], position: number) {
    for (const row of rows) {
      const key = keyOf(row.items[position]!)
      if (key === undefined) continue
      const group = this.#groups.get(key)
      if (group) group.push(row)
      else this.#groups.set(key, [row])
    }
  }

  /** The rows whose cell equals the value, the same array each time; undefined if the value has no key. */
  equalTo(value: Value): readonly Row[] | undefined {
    const key = keyOf(value)
    return key === undefined ? undefined : (this.#groups.get(key) ?? NONE)
  }
}

const NONE: readonly Row[] = []

/** Undefined for lists and mappings, which equal nothing that has a key. */
function keyOf(value: Value): HashKey | undefined {
  try {
    return hashKey(value)
  } catch (error) {
    if (error instanceof PythonError) return undefined
    throw error
  }
}

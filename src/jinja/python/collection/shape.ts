import { compareText } from '../text/code-points.ts'
import type { Value } from '../types.ts'

/** The names in a dict literal. All dicts that it makes share them, and hold nothing but the values in their order. */
export class Shape {
  readonly names: readonly string[]
  readonly #places: ReadonlyMap<string, number>
  #inOrder: readonly number[] | undefined = undefined
  /** The sorted names as `tojson` writes them, each with what stands before it and behind it; made there. */
  json: readonly string[] | undefined = undefined

  private constructor(names: readonly string[]) {
    this.names = names
    this.#places = new Map(names.map((name, place) => [name, place]))
  }

  /** The shape of these keys; undefined unless all are text, none stands there twice, and none begins with NUL. */
  static of(keys: readonly (Value | undefined)[]): Shape | undefined {
    const fits = (key: Value | undefined): key is string => typeof key === 'string' && !key.startsWith('\0')
    return keys.every(fits) && new Set(keys).size === keys.length ? new Shape(keys) : undefined
  }

  /** Where the value of a name stands; undefined for a name that is not among them. */
  place(name: string): number | undefined {
    return this.#places.get(name)
  }

  /** The places of the names in the order of these. */
  get inOrder(): readonly number[] {
    const { names } = this
    this.#inOrder ??= names.map((_, i) => i).sort((a, b) => compareText(names[a]!, names[b]!))
    return this.#inOrder
  }
}

/** Asks dicts for one name again and again, and remembers where it stood last. */
export interface Finder {
  readonly name: string
  shape: Shape | undefined
  place: number | undefined
}

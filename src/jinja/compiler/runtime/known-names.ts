import { Undefined, type UndefinedKind, type Value } from '../../python/ops.ts'
import type { Globals } from './engine.ts'

/** The globals that a template reads by name, found once and not at every render. */
export class KnownNames {
  readonly #names: readonly string[]
  readonly #kind: UndefinedKind
  readonly #values = new WeakMap<Globals, readonly Value[]>()
  #globals: Globals | undefined
  #latest: readonly Value[] = []

  constructor(names: readonly string[], kind: UndefinedKind) {
    this.#names = names
    this.#kind = kind
  }

  /** The values in the order of the names; an undefined value for a name that is no global. */
  of(globals: Globals): readonly Value[] {
    if (globals === this.#globals) return this.#latest
    let values = this.#values.get(globals)
    if (values === undefined) {
      values = this.#names.map((name) => {
        const value = globals[name]
        return value === undefined ? new Undefined(this.#kind, { name }) : value
      })
      this.#values.set(globals, values)
    }
    this.#globals = globals
    this.#latest = values
    return values
  }
}

import { Host, type Kwargs, PythonError, type Value } from '../../python/ops.ts'

/** `joiner(separator)`: nothing when called first, the separator from then on. */
export class Joiner extends Host {
  readonly #separator: Value
  #used = false

  constructor(separator: Value) {
    super()
    this.#separator = separator
  }

  get typeName(): string {
    return 'Joiner'
  }

  override get callable(): boolean {
    return true
  }

  override call(args: readonly (Value | Kwargs)[]): Value {
    if (args.length > 0) throw new PythonError('TypeError', 'Joiner.__call__() takes no arguments')
    if (this.#used) return this.#separator
    this.#used = true
    return ''
  }

  override getAttr(name: string): Value | undefined {
    return name === 'sep' ? this.#separator : name === 'used' ? this.#used : undefined
  }
}

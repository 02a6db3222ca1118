import { Dict, Host, type Kwargs, repr, type Value } from '../../python/ops.ts'

/** `namespace(…)`: the only object whose attributes a template may set. */
export class Namespace extends Host {
  readonly #attributes = new Dict()

  constructor(args: readonly (Value | Kwargs)[]) {
    super()
    this.#attributes.fill('namespace', args)
  }

  get typeName(): string {
    return 'Namespace'
  }

  override get attributes(): Dict {
    return this.#attributes
  }

  override getAttr(name: string): Value | undefined {
    return this.#attributes.get(name)
  }

  set(name: string, value: Value): void {
    this.#attributes.set(name, value)
  }

  override repr(): string {
    return `<Namespace ${repr(this.#attributes)}>`
  }
}

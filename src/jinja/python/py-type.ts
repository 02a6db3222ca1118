import { type Direct, Host, type Kwargs, type Value } from './types.ts'

/** A type as templates see it: called, it makes a value; its attributes are class methods and constants. */
export class PyType extends Host {
  /** With its module: `datetime.timedelta`, `str`. */
  readonly name: string
  /** A short cut for `call`. */
  readonly direct: Direct<(...args: Value[]) => Value> | undefined
  readonly #make: (args: readonly (Value | Kwargs)[]) => Value
  readonly #attributes: ReadonlyMap<string, Value>

  constructor(
    name: string,
    make: (args: readonly (Value | Kwargs)[]) => Value,
    attributes: Iterable<readonly [string, Value]> = [],
    direct?: Direct<(...args: Value[]) => Value>,
  ) {
    super()
    this.name = name
    this.direct = direct
    this.#make = make
    this.#attributes = new Map(attributes)
  }

  get typeName(): string {
    return 'type'
  }

  override get fixed(): boolean {
    return true
  }

  override names(): readonly string[] {
    return [...this.#attributes.keys()]
  }

  override getAttr(name: string): Value | undefined {
    if (name === '__name__') return this.name.slice(this.name.lastIndexOf('.') + 1)
    return this.#attributes.get(name)
  }

  override get callable(): boolean {
    return true
  }

  override call(args: readonly (Value | Kwargs)[]): Value {
    return this.#make(args)
  }

  override repr(): string {
    return `<class '${this.name}'>`
  }
}

import { splitKeywords } from '../python/arguments.ts'
import { PyType } from '../python/py-type.ts'
import { type Callable, Host, type Value } from '../python/types.ts'

/** A function that takes any number of arguments, positional and by name. */
export function variadic(
  name: string,
  run: (given: readonly Value[], keywords: ReadonlyMap<string, Value>) => Value,
): Callable {
  const call: Callable = (...given) => run(...splitKeywords(given))
  Object.defineProperty(call, 'name', { value: name })
  return call
}

/** A module, or any other group of names: `module.rand.network`. */
export class Namespace extends Host {
  readonly typeName = 'module'
  readonly name: string
  readonly #members: ReadonlyMap<string, Value>

  constructor(name: string, members: Readonly<Record<string, Value>>) {
    super()
    this.name = name
    this.#members = new Map(Object.entries(members))
  }

  /** In the order they were declared. */
  override names(): readonly string[] {
    return [...this.#members.keys()]
  }

  override get fixed(): boolean {
    return true
  }

  override getAttr(name: string): Value | undefined {
    return this.#members.get(name)
  }

  override repr(): string {
    return `<module '${this.name}'>`
  }
}

/** A class: called, it makes an instance; its attributes are class methods and constants. */
export function classOf(
  name: string,
  construct: Callable,
  members: Readonly<Record<string, Value>> = {},
): PyType {
  return new PyType(name, (args) => construct(...args), Object.entries(members), construct.direct)
}

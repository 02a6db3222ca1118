import { float } from '../../kernel/index.ts'
import { Dict, Host, Markup, Tuple, type Value } from '../index.ts'

/** A Python value that both sides can be told of: JSON, with what JSON lacks in objects of one key. */
export type Spec =
  | null
  | boolean
  | string
  | readonly Spec[]
  | { readonly int: string }
  | { readonly float: string }
  | { readonly tuple: readonly Spec[] }
  | { readonly dict: readonly (readonly [Spec, Spec])[] }
  | { readonly markup: string }
  | { readonly thing: readonly (readonly [string, Spec])[] }

export const int = (value: number | bigint): Spec => ({ int: String(value) })
export const real = (value: number): Spec => ({ float: String(value) })
export const tuple = (...items: readonly Spec[]): Spec => ({ tuple: items })
export const dict = (...pairs: readonly (readonly [Spec, Spec])[]): Spec => ({ dict: pairs })
export const thing = (attributes: Readonly<Record<string, Spec>>): Spec => ({
  thing: Object.entries(attributes),
})

/** The value on our side. */
export function decode(spec: Spec): Value {
  if (spec === null || typeof spec === 'boolean' || typeof spec === 'string') return spec
  if (isList(spec)) return spec.map(decode)
  if ('int' in spec) {
    const value = BigInt(spec.int)
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  if ('float' in spec) return float(Number(spec.float))
  if ('tuple' in spec) return new Tuple(spec.tuple.map(decode))
  if ('dict' in spec) return new Dict(spec.dict.map(([key, value]) => [decode(key), decode(value)]))
  if ('markup' in spec) return new Markup(spec.markup)
  return new Thing(new Map(spec.thing.map(([name, value]) => [name, decode(value)])))
}

function isList(spec: Spec): spec is readonly Spec[] {
  return Array.isArray(spec)
}

/** An object with attributes and nothing else. */
class Thing extends Host {
  readonly #attributes: ReadonlyMap<string, Value>

  constructor(attributes: ReadonlyMap<string, Value>) {
    super()
    this.#attributes = attributes
  }

  get typeName(): string {
    return 'Thing'
  }

  override getAttr(name: string): Value | undefined {
    return this.#attributes.get(name)
  }

  override repr(): string {
    return '<Thing>'
  }
}

import { repr } from './text/repr.ts'
import { describeType } from './type-name.ts'
import { type BinaryOperator, type HashKey, Host, PythonError, type Value } from './types.ts'

/** `default` prints as nothing, `strict` refuses every use, `chainable` also allows attributes of itself. */
export type UndefinedKind = 'default' | 'strict' | 'chainable'

/** Where an undefined value came from: a missing name, what an object lacks, or a sentence that says so. */
export type UndefinedOrigin =
  | { readonly name: string }
  | { readonly object: Value; readonly name: Value }
  | { readonly hint: string }

/** What a missing variable, attribute or item is in a template. */
export class Undefined extends Host {
  readonly kind: UndefinedKind
  readonly origin: UndefinedOrigin

  constructor(kind: UndefinedKind, origin: UndefinedOrigin) {
    super()
    this.kind = kind
    this.origin = origin
  }

  get typeName(): string {
    return this.kind === 'default'
      ? 'Undefined'
      : this.kind === 'strict'
        ? 'StrictUndefined'
        : 'ChainableUndefined'
  }

  override get qualifiedName(): string {
    return `jinja2.runtime.${this.typeName}`
  }

  get message(): string {
    const { origin } = this
    if ('hint' in origin) return origin.hint
    if (!('object' in origin)) return `${repr(origin.name)} is undefined`
    const owner = describeType(origin.object)
    return typeof origin.name === 'string'
      ? `${repr(owner)} has no attribute ${repr(origin.name)}`
      : `${owner} has no element ${repr(origin.name)}`
  }

  /** Raises Jinja's UndefinedError. */
  fail(): never {
    throw new PythonError('UndefinedError', this.message)
  }

  override getAttr(name: string): Value | undefined {
    if (name.startsWith('__') && this.kind !== 'chainable') return undefined
    return this.#chain()
  }

  override getItem(): Value {
    return this.#chain()
  }

  override slice(): Value {
    return this.#chain()
  }

  #chain(): Value {
    return this.kind === 'chainable' ? this : this.fail()
  }

  override get callable(): boolean {
    return true
  }

  override call(): Value {
    return this.fail()
  }

  override repr(): string {
    return 'Undefined'
  }

  override toText(): string {
    return this.#lenient('')
  }

  override html(): string | undefined {
    return this.kind === 'chainable' ? '' : undefined
  }

  override length(): number {
    return this.#lenient(0)
  }

  override iterate(): Iterable<Value> {
    return this.#lenient([])
  }

  override reversed(): Iterable<Value> {
    return this.#lenient([])
  }

  override contains(): boolean {
    return this.#lenient(false)
  }

  override truth(): boolean {
    return this.#lenient(false)
  }

  override equals(other: Value): boolean {
    return this.#lenient(other instanceof Undefined && other.kind === this.kind)
  }

  override hashKey(): HashKey {
    return this.#lenient(KEY)
  }

  #lenient<T>(value: T): T {
    return this.kind === 'strict' ? this.fail() : value
  }

  override compare(): number {
    return this.fail()
  }

  override binary(operator: BinaryOperator): Value | undefined {
    return operator === '&' || operator === '|' || operator === '^' ? undefined : this.fail()
  }

  override unary(): Value {
    return this.fail()
  }

  override toNumber(): Value {
    return this.fail()
  }
}

/** All undefined values are one key of a dict. */
const KEY = {}

import { Dict, defineMethods, Host, type Methods, PythonError, type Value } from '../../../jinja/index.ts'
import type { Scope } from './conditions/condition.ts'

/**
 * What templates remember from one event to the next: `locals`, `shared` or `globals`. A missing key reads as
 * None. Values are kept by reference; nothing is rolled back when an event is dropped or fails.
 */
export class State extends Host {
  readonly typeName = 'State'
  readonly scope: Scope
  readonly data = new Dict()

  constructor(scope: Scope) {
    super()
    this.scope = scope
  }

  /** The stored value; undefined when there is no such key. */
  get(key: Value): Value | undefined {
    return this.data.get(key)
  }

  has(key: Value): boolean {
    return this.data.has(key)
  }

  override get methods(): Methods<never> {
    return this.scope === 'globals' ? GLOBALS_METHODS : METHODS
  }

  override get attributes(): Dict {
    return this.data
  }

  override getAttr(name: string): Value {
    return this.data.get(name) ?? null
  }

  override getItem(key: Value): Value {
    return this.data.get(key) ?? null
  }

  override length(): number {
    return this.data.size
  }

  override iterate(): Iterable<Value> {
    return this.data.keys()
  }

  override contains(key: Value): boolean {
    return this.data.has(key)
  }

  /** A state is something, even when it holds nothing. */
  override truth(): boolean {
    return true
  }

  override repr(): string {
    return `<${this.scope}: ${this.data.repr()}>`
  }
}

const METHODS = defineMethods<State>('State', {
  'get(key, default?)': (state, key, fallback = null) => {
    const value = state.data.get(key)
    return value === undefined ? fallback : value
  },
  'set(key, value)': (state, key, value) => {
    state.data.set(key, value)
    return null
  },
  'update(data, /)': (state, data) => {
    if (!(data instanceof Dict)) throw new PythonError('TypeError', 'update() takes a mapping')
    state.data.merge(data)
    return null
  },
  'pop(key, default?)': (state, key, fallback = null) => {
    const value = state.data.get(key)
    state.data.delete(key)
    return value === undefined ? fallback : value
  },
  'clear()': (state) => {
    state.data.clear()
    return null
  },
  'as_dict()': (state) => state.data.copy(),
})

/** A rendering is never interrupted, so nobody has to wait: both are there for templates written with locks. */
const GLOBALS_METHODS: Methods<State> = new Map([
  ...METHODS,
  ...defineMethods<State>('State', { 'acquire()': () => null, 'release()': () => null }),
])

/** What all generators of this process share. */
export const PROCESS_GLOBALS = new State('globals')

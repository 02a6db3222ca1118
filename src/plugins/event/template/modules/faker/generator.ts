import {
  type Callable,
  Dict,
  defineFunction,
  Host,
  Kwargs,
  PythonError,
  repr,
  str,
  text,
  type Value,
} from '../../../../../jinja/index.ts'
import { suggest } from '../../../../../kernel/index.ts'
import { addressProvider } from './providers/address.ts'
import { baseProvider } from './providers/base.ts'
import { codesProvider } from './providers/codes.ts'
import { colorProvider } from './providers/color.ts'
import { commerceProvider } from './providers/commerce.ts'
import { dateTimeProvider } from './providers/date-time.ts'
import { fileProvider } from './providers/file.ts'
import { financeProvider } from './providers/finance.ts'
import { geoProvider } from './providers/geo.ts'
import { internetProvider } from './providers/internet.ts'
import { loremProvider } from './providers/lorem.ts'
import { miscProvider } from './providers/misc.ts'
import { personProvider } from './providers/person.ts'
import { profileProvider } from './providers/profile.ts'
import { pythonProvider } from './providers/python.ts'
import { userAgentProvider } from './providers/user-agent.ts'
import type { Source, Table } from './source.ts'

const PROVIDERS: readonly ((source: Source) => Table)[] = [
  baseProvider,
  personProvider,
  addressProvider,
  internetProvider,
  userAgentProvider,
  commerceProvider,
  financeProvider,
  codesProvider,
  colorProvider,
  fileProvider,
  geoProvider,
  loremProvider,
  miscProvider,
  dateTimeProvider,
]

const MAX_TRIES = 1_000

/** `faker.unique`: the same methods, no value twice for the same arguments. UniquenessException when none is left. */
class Unique extends Host {
  readonly typeName = 'UniqueProxy'
  readonly #generator: Generator
  readonly #seen = new Map<string, Set<string>>()

  constructor(generator: Generator) {
    super()
    this.#generator = generator
  }

  override get fixed(): boolean {
    return true
  }

  override getAttr(name: string): Value | undefined {
    if (name.startsWith('_')) return undefined
    if (name === 'clear') {
      return () => {
        this.#seen.clear()
        return null
      }
    }
    const method = this.#generator.method(name)
    return (...args) => this.#draw(name, () => method(...args), args)
  }

  #draw(name: string, draw: () => Value, args: readonly (Value | Kwargs)[]): Value {
    const given = args.map((arg) => (arg instanceof Kwargs ? repr(new Dict(arg.entries)) : repr(arg))).join()
    const key = `${name}(${given})`
    const seen = this.#seen.get(key) ?? new Set()
    this.#seen.set(key, seen)
    for (let i = 0; i < MAX_TRIES; i++) {
      const value = draw()
      const shown = repr(value)
      if (seen.has(shown)) continue
      seen.add(shown)
      return value
    }
    throw new PythonError('UniquenessException', `Got duplicated values after ${MAX_TRIES} attempts.`)
  }
}

/** Faker's methods for one locale: `module.faker.locale['de_DE']`. */
export class Generator extends Host {
  readonly typeName = 'Faker'
  readonly #methods = new Map<string, Callable>()
  readonly #unique: Unique

  constructor(source: Source) {
    super()
    const make = (name: string): Value => this.method(name)()
    const parse = (pattern: string) => pattern.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => str(make(name)))
    for (const provider of PROVIDERS) this.#add(provider(source))
    this.#add(pythonProvider(source, parse))
    this.#add(profileProvider(source, make))
    this.#add({
      'parse(text)': (pattern) => parse(text(pattern)),
      'format(formatter)': (name) => make(text(name)),
      // Faker's own seeding is taken and ignored: the project's seed rules.
      'seed_instance(seed?)': () => null,
    })
    this.#unique = new Unique(this)
  }

  #add(table: Table): void {
    for (const [signature, body] of Object.entries(table)) {
      this.#methods.set(signature.slice(0, signature.indexOf('(')), defineFunction(signature, body))
    }
  }

  /** The names of all methods. */
  override names(): readonly string[] {
    return [...this.#methods.keys()]
  }

  /** The method of that name. AttributeError with the nearest name if there is none. */
  method(name: string): Callable {
    const found = this.#methods.get(name)
    if (found) return found
    const near = suggest(name, this.names())
    throw new PythonError(
      'AttributeError',
      `'Generator' object has no attribute '${name}'${near ? `; ${near}` : ''}`,
    )
  }

  override get fixed(): boolean {
    return true
  }

  override getAttr(name: string): Value | undefined {
    if (name === 'unique') return this.#unique
    return name.startsWith('_') ? undefined : this.method(name)
  }
}

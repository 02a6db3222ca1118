import {
  type Callable,
  defineFunction,
  Host,
  list,
  Namespace,
  PythonError,
  type Value,
} from '../../../../../jinja/index.ts'
import { suggest } from '../../../../../kernel/index.ts'
import { ByLocale, type Locales } from '../faker/index.ts'
import type { Source, Table } from '../faker/source.ts'
import {
  codeProvider,
  cryptographicProvider,
  financeProvider,
  numericProvider,
  paymentProvider,
} from './business.ts'
import { datetimeProvider } from './datetime.ts'
import { ENUM_MODULE } from './enums.ts'
import { personProvider } from './person.ts'
import { addressProvider, internetProvider } from './places.ts'
import { textProvider } from './text.ts'
import {
  developmentProvider,
  fileNamesProvider,
  foodProvider,
  hardwareProvider,
  pathProvider,
  scienceProvider,
  transportProvider,
} from './things.ts'

const PROVIDERS: Readonly<Record<string, (source: Source) => Table>> = {
  address: addressProvider,
  code: codeProvider,
  cryptographic: cryptographicProvider,
  datetime: datetimeProvider,
  development: developmentProvider,
  file: fileNamesProvider,
  finance: financeProvider,
  food: foodProvider,
  hardware: hardwareProvider,
  internet: internetProvider,
  numeric: numericProvider,
  path: pathProvider,
  payment: paymentProvider,
  person: personProvider,
  science: scienceProvider,
  text: textProvider,
  transport: transportProvider,
}

/** A group of methods: `generic.person`. An unknown name is an AttributeError that names the nearest. */
export class Provider extends Host {
  readonly typeName: string
  readonly #methods = new Map<string, Callable>()

  constructor(name: string, table: Table) {
    super()
    this.typeName = name
    for (const [signature, body] of Object.entries(table)) {
      this.#methods.set(signature.slice(0, signature.indexOf('(')), defineFunction(signature, body))
    }
  }

  override names(): readonly string[] {
    return [...this.#methods.keys()]
  }

  override get fixed(): boolean {
    return true
  }

  override getAttr(name: string): Value | undefined {
    if (name.startsWith('_')) return undefined
    const found = this.#methods.get(name)
    if (found) return found
    const near = suggest(name, this.names())
    throw new PythonError(
      'AttributeError',
      `'${this.typeName}' has no method '${name}'${near ? `; ${near}` : ''}`,
    )
  }
}

/** Mimesis's Generic provider of one locale. */
export class Generic extends Host {
  readonly typeName = 'Generic'
  readonly #source: Source
  readonly #providers = new Map<string, Provider>()

  constructor(source: Source) {
    super()
    this.#source = source
  }

  override names(): readonly string[] {
    return Object.keys(PROVIDERS)
  }

  override get fixed(): boolean {
    return true
  }

  override getAttr(name: string): Value | undefined {
    const known = this.#providers.get(name)
    if (known) return known
    if (name === 'choice') return (items) => this.#source.pick(list(items as Value))
    const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined
    if (!provider) return undefined
    const made = new Provider(name, provider(this.#source))
    this.#providers.set(name, made)
    return made
  }
}

/** `module.mimesis`: the providers of Mimesis over the same data as `module.faker`. */
export function mimesisModule(locales: Locales): Namespace {
  return new Namespace('mimesis', {
    locale: new ByLocale(locales, (source) => new Generic(source)),
    enums: ENUM_MODULE,
  })
}

import type { Faker } from '@faker-js/faker'
import { Host, Namespace, text, type Value, type World } from '../../../../../jinja/index.ts'
import { Generator } from './generator.ts'
import { findLocale, LOCALES, loadLocale, seededFaker } from './locales.ts'
import { Source } from './source.ts'

/** Loaded data of locales, from which sources are made at first use. */
export interface Locales {
  /** The source of a locale as a template writes it; undefined if there is no such locale. */
  source(written: string): Source | undefined
}

const FALLBACK = 'en'

/** Loads the data of locales, as templates write them, or of all of them. Unknown names are left out. */
export async function loadLocales(world: World, wanted: readonly string[] | 'all'): Promise<Locales> {
  const names = wanted === 'all' ? LOCALES : wanted.map(findLocale).filter((name) => name !== undefined)
  const loaded = new Map<string, Faker>()
  for (const name of new Set([FALLBACK, ...names])) loaded.set(name, await loadLocale(name))
  const english = loaded.get(FALLBACK)!
  const sources = new Map<string, Source>()
  return {
    source(written) {
      const known = sources.get(written)
      if (known) return known
      const data = loaded.get(findLocale(written) ?? '')
      if (!data) return undefined
      const faker = seededFaker(data, world.rng, world.clock.now() / 1000)
      const made = new Source(world, faker, english, written)
      sources.set(written, made)
      return made
    },
  }
}

/** `faker.locale`: generators by name, as attribute or item, made at first use. */
export class ByLocale<T extends Value> extends Host {
  readonly typeName = 'Locales'
  readonly #locales: Locales
  readonly #make: (source: Source) => T
  readonly #made = new Map<string, T>()

  constructor(locales: Locales, make: (source: Source) => T) {
    super()
    this.#locales = locales
    this.#make = make
  }

  override get fixed(): boolean {
    return true
  }

  override getAttr(name: string): Value | undefined {
    const known = this.#made.get(name)
    if (known !== undefined) return known
    const source = this.#locales.source(name)
    if (!source) return undefined
    const made = this.#make(source)
    this.#made.set(name, made)
    return made
  }

  override getItem(key: Value): Value | undefined {
    return this.getAttr(text(key, 'locale'))
  }
}

/** `module.faker`: Python Faker's methods over the data of @faker-js/faker, drawn from the project's stream. */
export function fakerModule(locales: Locales): Namespace {
  return new Namespace('faker', { locale: new ByLocale(locales, (source) => new Generator(source)) })
}

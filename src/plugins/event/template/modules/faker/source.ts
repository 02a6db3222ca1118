import type { Faker } from '@faker-js/faker'
import type { Value, World } from '../../../../../jinja/index.ts'
import type { Rng } from '../../../../../kernel/index.ts'
import { latinName } from './latin.ts'
import { compilePattern } from './pattern.ts'

/** Method bodies by signature, as `defineFunction` reads it: `'numerify(text?)': (text = '###') => …`. */
export type Table = Readonly<Record<string, (...args: Value[]) => Value>>

type Names = Readonly<Partial<Record<'generic' | 'male' | 'female', readonly string[]>>> | null | undefined
type Weighted = readonly { readonly value: string; readonly weight: number }[]

/** One locale's data, drawn from with one stream. Providers are written against this. */
export class Source {
  readonly world: World
  readonly rng: Rng
  readonly faker: Faker
  /** As the template wrote it. */
  readonly locale: string
  readonly firstNames: readonly string[]
  readonly maleNames: readonly string[]
  readonly femaleNames: readonly string[]
  readonly lastNames: readonly string[]
  /** Names in lower-case ASCII letters, for accounts and hosts; English where the script is not Latin. */
  readonly latinFirst: readonly string[]
  readonly latinLast: readonly string[]
  readonly #patterns = new Map<string, () => string>()

  constructor(world: World, faker: Faker, english: Faker, locale: string) {
    this.world = world
    this.rng = world.rng
    this.faker = faker
    this.locale = locale
    const { person } = faker.rawDefinitions
    const fallback = english.rawDefinitions.person
    this.firstNames = names(person?.first_name, 'generic') ?? names(fallback?.first_name, 'generic')!
    this.maleNames = names(person?.first_name, 'male') ?? this.firstNames
    this.femaleNames = names(person?.first_name, 'female') ?? this.firstNames
    this.lastNames = names(person?.last_name, 'generic') ?? names(fallback?.last_name, 'generic')!
    this.latinFirst = latin(this.firstNames) ?? latin(names(fallback?.first_name, 'generic')!)!
    this.latinLast = latin(this.lastNames) ?? latin(names(fallback?.last_name, 'generic')!)!
  }

  pick<T>(items: readonly T[]): T {
    return items[this.rng.int(0, items.length - 1)]!
  }

  /** One of several lists that the locale may lack; `otherwise` if it does. */
  pickOr(items: readonly string[] | null | undefined, otherwise: () => string): string {
    return items && items.length > 0 ? this.pick(items) : otherwise()
  }

  digits(count: number): string {
    let out = ''
    for (let i = 0; i < count; i++) out += this.rng.int(0, 9)
    return out
  }

  /** Text of one of the library's patterns, `{{person.firstName}} {{person.lastName}}`; compiled once. */
  fill(patterns: string | readonly string[] | Weighted): string {
    const source = typeof patterns === 'string' ? patterns : this.#choose(patterns)
    let compiled = this.#patterns.get(source)
    if (!compiled) {
      compiled = compilePattern(source, this)
      this.#patterns.set(source, compiled)
    }
    return compiled()
  }

  #choose(patterns: readonly string[] | Weighted): string {
    const [first] = patterns
    if (typeof first === 'string') return this.pick(patterns as readonly string[])
    const weighted = patterns as Weighted
    let target = this.rng.float() * weighted.reduce((sum, { weight }) => sum + weight, 0)
    for (const { value, weight } of weighted) {
      target -= weight
      if (target < 0) return value
    }
    return weighted.at(-1)?.value ?? ''
  }
}

function names(found: Names, which: 'generic' | 'male' | 'female'): readonly string[] | undefined {
  if (!found) return undefined
  const list =
    found[which] ?? (which === 'generic' ? [...(found.male ?? []), ...(found.female ?? [])] : undefined)
  return list && list.length > 0 ? list : undefined
}

/** The names in ASCII, without those that have no such form; undefined when too few are left. */
function latin(list: readonly string[]): readonly string[] | undefined {
  const found = list.map(latinName).filter((name) => name !== undefined)
  return found.length * 2 >= list.length ? found : undefined
}

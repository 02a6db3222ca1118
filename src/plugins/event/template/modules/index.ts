import { Host, standardModule, text, type Value, type World } from '../../../../jinja/index.ts'
import { type Mentioned, mentionedModules } from './mentioned.ts'
import { randModule } from './rand/index.ts'

export { mentionedModules } from './mentioned.ts'

/** `module`: modules by name, as attribute or item, made at first use. */
class Modules extends Host {
  readonly typeName = 'ModuleProvider'
  readonly #world: World
  readonly #made: Map<string, Host>

  constructor(world: World, made: Map<string, Host>) {
    super()
    this.#world = world
    this.#made = made
  }

  override getAttr(name: string): Value | undefined {
    const known = this.#made.get(name)
    if (known) return known
    const made = standardModule(name, this.#world)
    if (made) this.#made.set(name, made)
    return made
  }

  override getItem(key: Value): Value | undefined {
    return this.getAttr(text(key, 'module name'))
  }
}

/**
 * What templates reach as `module`: `rand`, `faker`, `mimesis` and Python's standard library. Randomness comes
 * from one stream below `world.rng`. The data behind `faker` and `mimesis` is loaded only when the sources
 * mention them, and of locales only those named.
 * @param sources the text of every template that may run
 */
export async function loadModules(sources: Iterable<string>, world: World): Promise<Host> {
  const { clock, zone } = world
  const own: World = { rng: world.rng.fork('module'), clock, zone }
  const made = new Map<string, Host>([['rand', randModule(own.rng)]])
  const mentioned = mentionedModules(sources)
  if (mentioned.fakes) await addFakes(made, mentioned, own)
  return new Modules(own, made)
}

async function addFakes(made: Map<string, Host>, { locales }: Mentioned, world: World): Promise<void> {
  const [faker, mimesis] = await Promise.all([import('./faker/index.ts'), import('./mimesis/index.ts')])
  const loaded = await faker.loadLocales(world, locales)
  made.set('faker', faker.fakerModule(loaded))
  made.set('mimesis', mimesis.mimesisModule(loaded))
}

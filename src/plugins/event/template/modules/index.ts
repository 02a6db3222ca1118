import {
  Host,
  refuseModule,
  STANDARD_MODULES,
  standardModules,
  text,
  type Value,
  type World,
} from '../../../../jinja/index.ts'
import { type Mentioned, mentionedModules } from './mentioned.ts'
import { randModule } from './rand/index.ts'

export { mentionedModules } from './mentioned.ts'

/** `module`: modules by name, as attribute or item. */
class Modules extends Host {
  readonly typeName = 'ModuleProvider'
  readonly #loaded: ReadonlyMap<string, Host>

  constructor(loaded: ReadonlyMap<string, Host>) {
    super()
    this.#loaded = loaded
  }

  override get fixed(): boolean {
    return true
  }

  override names(): readonly string[] {
    return ['rand', 'faker', 'mimesis', ...STANDARD_MODULES]
  }

  override getAttr(name: string): Value | undefined {
    const known = this.#loaded.get(name)
    if (!known) refuseModule(name)
    return known
  }

  override getItem(key: Value): Value | undefined {
    return this.getAttr(text(key, 'module name'))
  }
}

/**
 * What templates reach as `module`: `rand`, `faker`, `mimesis` and Python's standard library. Randomness comes
 * from one stream below `world.rng`. A module is loaded only when the sources mention
 * it, and of faker's locales only those named.
 * @param sources the text of every template that may run
 */
export async function loadModules(sources: Iterable<string>, world: World): Promise<Host> {
  const { clock, zone } = world
  const own: World = { rng: world.rng.fork('module'), clock, zone }
  const mentioned = mentionedModules(sources)
  const loaded = await standardModules(mentioned.standard, own)
  loaded.set('rand', randModule(own.rng))
  if (mentioned.fakes) await addFakes(loaded, mentioned, own)
  return new Modules(loaded)
}

async function addFakes(made: Map<string, Host>, { locales }: Mentioned, world: World): Promise<void> {
  const [faker, mimesis] = await Promise.all([import('./faker/index.ts'), import('./mimesis/index.ts')])
  const loaded = await faker.loadLocales(world, locales)
  made.set('faker', faker.fakerModule(loaded))
  made.set('mimesis', mimesis.mimesisModule(loaded))
}

import { Host, type Value } from '../../../../jinja/index.ts'
import type { Sample } from './sample.ts'

/** `samples`: the samples of a project by name. */
export class Samples extends Host {
  readonly typeName = 'Samples'
  readonly #samples: ReadonlyMap<string, Sample>

  constructor(samples: ReadonlyMap<string, Sample>) {
    super()
    this.#samples = samples
  }

  override get fixed(): boolean {
    return true
  }

  override names(): readonly string[] {
    return [...this.#samples.keys()]
  }

  override getAttr(name: string): Value | undefined {
    return this.#samples.get(name)
  }

  override getItem(key: Value): Value | undefined {
    return typeof key === 'string' ? this.#samples.get(key) : undefined
  }

  override length(): number {
    return this.#samples.size
  }

  override iterate(): Iterable<Value> {
    return this.#samples.keys()
  }
}

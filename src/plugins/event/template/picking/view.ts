import { type CivilFields, type Micros, toCivil, type Zone } from '../../../../kernel/index.ts'
import type { Scope } from '../conditions/condition.ts'
import type { State } from '../state.ts'

/** What conditions look at: the tick at hand and the states. One object, moved from tick to tick. */
export class View {
  readonly states: Record<Scope, State>
  tags: readonly string[] = []
  readonly #zone: Zone
  #instant: Micros = 0
  #civil: CivilFields | undefined

  constructor(zone: Zone, states: Record<Scope, State>) {
    this.#zone = zone
    this.states = states
  }

  moveTo(instant: Micros, tags: readonly string[]): void {
    this.tags = tags
    this.#instant = instant
    this.#civil = undefined
  }

  /** The wall clock at this tick; worked out when first asked for. */
  get civil(): CivilFields {
    this.#civil ??= toCivil(this.#zone.toWall(this.#instant))
    return this.#civil
  }
}

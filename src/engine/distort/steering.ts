import type { Micros, Parameter, Steering } from '../../kernel/index.ts'
import type { Workbench } from './workbench.ts'

/** A distortion that moves parameters, with the name under which the ledger tells of it. */
export interface NamedSteering {
  readonly kind: string
  readonly steer: Steering
}

/**
 * All that moves a model's parameters in a run, in the order of the project. A moved value never leaves the
 * parameter's range. The values set are those that the model asked with.
 */
export class Helm {
  /** Those that any distortion moves. */
  readonly parameters: readonly string[]
  readonly #declared: Readonly<Record<string, Parameter>>
  readonly #steerings: readonly NamedSteering[]
  readonly #origin: () => Micros
  readonly #set = new Map<string, number>()

  constructor(
    steerings: readonly NamedSteering[],
    declared: Readonly<Record<string, Parameter>>,
    origin: () => Micros,
  ) {
    this.#steerings = steerings
    this.#declared = declared
    this.#origin = origin
    this.parameters = [...new Set(steerings.flatMap(({ steer }) => steer.parameters))]
  }

  /** What takes the place of the value `set` by the model's options at an instant. */
  value(parameter: string, set: number, time: Micros): number {
    this.#set.set(parameter, set)
    const elapsed = time - this.#origin()
    let value = set
    for (const { steer } of this.#steerings)
      if (steer.parameters.includes(parameter)) value = this.#moved(steer, parameter, value, elapsed)
    return value
  }

  /** Marks each event that was made while a parameter was moved. */
  mark(bench: Workbench): void {
    for (let i = 0; i < bench.size; i++) {
      const elapsed = bench.time[i]! - bench.origin
      for (const parameter of this.parameters) {
        let value = this.#set.get(parameter)
        if (value === undefined) continue
        for (const { kind, steer } of this.#steerings) {
          if (!steer.parameters.includes(parameter)) continue
          const moved = this.#moved(steer, parameter, value, elapsed)
          if (moved !== value) bench.steered(i, kind, parameter, value, moved, steer.state(elapsed))
          value = moved
        }
      }
    }
  }

  #moved(steer: Steering, parameter: string, value: number, elapsed: Micros): number {
    const moved = steer.value(parameter, value, elapsed)
    const range = this.#declared[parameter]?.range
    return range ? Math.min(Math.max(moved, range[0]), range[1]) : moved
  }
}

import type { Parameter } from './field.ts'
import type { MovingParameter } from './model.ts'
import type { Micros } from './time/civil.ts'

/** A parameter of a model as its options set it, until something steers it. */
export class Dial implements MovingParameter {
  readonly #name: string
  readonly #set: number
  readonly #range: Parameter['range']
  #value: ((parameter: string, set: number, time: Micros) => number) | undefined

  constructor(name: string, set: number, { range }: Parameter) {
    this.#name = name
    this.#set = set
    this.#range = range
  }

  steer(value: (parameter: string, set: number, time: Micros) => number): void {
    this.#value = value
  }

  at(time: Micros): number {
    if (this.#value === undefined) return this.#set
    const [low, high] = this.#range
    return Math.min(Math.max(this.#value(this.#name, this.#set, time), low), high)
  }
}

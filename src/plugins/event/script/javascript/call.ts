import { type Micros, type Rng, rng } from '../../../../kernel/thread.ts'
import type { ScriptCall, ScriptTime } from '../call.ts'

/** Thrown by `drop()` and `exhaust()`; not Errors, so that they cost no stack trace. */
export const DROP = Symbol('drop')
export const EXHAUST = Symbol('exhaust')

/** What all calls of one script share. */
export interface Surroundings {
  readonly params: Readonly<Record<string, unknown>>
  readonly state: Record<string, unknown>
  readonly streams: Rng
  readonly iso: (instant: Micros) => string
}

/** The surroundings of a fresh script. */
export function surroundings(
  params: Readonly<Record<string, unknown>>,
  seed: string,
  iso: (instant: Micros) => string,
): Surroundings {
  return { params, state: {}, streams: rng(seed), iso }
}

class EventTime extends Date implements ScriptTime {
  readonly micros: Micros
  readonly #iso: (instant: Micros) => string

  constructor(micros: Micros, iso: (instant: Micros) => string) {
    super(Math.floor(micros / 1000))
    this.micros = micros
    this.#iso = iso
  }

  get iso(): string {
    return this.#iso(this.micros)
  }

  override toString(): string {
    return this.iso
  }

  override toJSON(): string {
    return this.iso
  }
}

/** One call. What a script does not ask for is not made. */
export class Call implements ScriptCall {
  readonly tags: readonly string[]
  readonly sequence: number
  readonly #time: Micros
  readonly #around: Surroundings
  #timestamp: ScriptTime | undefined
  #rng: Rng | undefined
  #mathRandom: Rng | undefined

  constructor(time: Micros, tags: readonly string[], sequence: number, around: Surroundings) {
    this.#time = time
    this.tags = tags
    this.sequence = sequence
    this.#around = around
  }

  get timestamp(): ScriptTime {
    this.#timestamp ??= new EventTime(this.#time, this.#around.iso)
    return this.#timestamp
  }

  get params(): Readonly<Record<string, unknown>> {
    return this.#around.params
  }

  get state(): Record<string, unknown> {
    return this.#around.state
  }

  get rng(): Rng {
    this.#rng ??= this.#around.streams.fork(this.sequence)
    return this.#rng
  }

  // Both are often taken off the call by destructuring, so neither may need `this`.
  drop(): never {
    throw DROP
  }

  exhaust(): never {
    throw EXHAUST
  }

  /** What `Math.random()` gives during this call. */
  static random(call: Call): number {
    call.#mathRandom ??= call.rng.fork('Math.random')
    return call.#mathRandom.float()
  }
}

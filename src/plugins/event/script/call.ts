import type { Rec, Rng } from '../../../kernel/index.ts'

/** The instant of a tick: a Date (milliseconds, for every date library) that also knows its microseconds. */
export interface ScriptTime extends Date {
  /** Microseconds since the Unix epoch. */
  readonly micros: number
  /** ISO 8601 in the generator's zone, microseconds included; also what printing and `JSON.stringify` give. */
  readonly iso: string
}

/**
 * What a JavaScript or TypeScript script is called with, once a tick. `Params` are the `params` of the project
 * file, `State` is an object of the script's own that lives as long as the generator.
 */
export interface ScriptCall<Params = Readonly<Record<string, unknown>>, State = Record<string, unknown>> {
  readonly timestamp: ScriptTime
  /** The tags of the input that this tick came from. */
  readonly tags: readonly string[]
  readonly params: Params
  /** This tick's own stream of random numbers: a function of the seed and `sequence`, of nothing else. */
  readonly rng: Rng
  readonly state: State
  /** Ordinal of the tick since the run began: 0, 1, 2, … */
  readonly sequence: number
  /** Ends the call: this tick yields nothing, and is counted as dropped. */
  drop(): never
  /** Ends the call and the generation: no event comes from this tick or a later one. */
  exhaust(): never
}

/** What a script may return: one event, a list of events, or nothing. A record holds JSON values. */
export type ScriptResult = string | Rec | readonly (string | Rec)[] | null | undefined

import type * as z from 'zod'
import type { Field, Fields, FieldType, Parameter } from './field.ts'
import { FieldSets, modelSource } from './model-source.ts'
import type { Context, Definition, Described } from './plugin.ts'
import type { Rng } from './random/rng.ts'
import type { Micros } from './time/civil.ts'

interface TypeOf {
  string: string
  integer: number
  number: number
  boolean: boolean
  timestamp: string
}

type ValueOf<F extends Field> =
  | (F extends { readonly values: readonly (infer V)[] } ? V : TypeOf[F['type'] & FieldType])
  | (F extends { readonly nullable: true } ? null : never)

/** The record that fields describe. Its numbers are plain: `120` is written `120`, whatever the field's type. */
export type RecordOf<F extends Fields> = { -readonly [N in keyof F]: ValueOf<F[N]> }

/**
 * The same as a model makes it: numbers for what is written by `digits`, and for a text with declared values its place
 * among them, from 0, or the text.
 */
export type DraftOf<F extends Fields> = {
  -readonly [N in keyof F]: F[N] extends { readonly digits: string }
    ? number
    : F[N] extends { readonly values: readonly string[] }
      ? ValueOf<F[N]> | number
      : ValueOf<F[N]>
}

/** The tick that a record is made for. One object serves all ticks of a source: read it, do not keep it. */
export interface ModelTick {
  /** Its ordinal since the run began: 0, 1, 2, … */
  readonly seq: number
  readonly time: Micros
  /** The tags of the input that it came from. */
  readonly tags: readonly string[]
  /** Its own stream of random numbers, the same in whatever order ticks are taken. */
  readonly rng: Rng
}

/** A number that drift may move. */
export interface MovingParameter {
  /** Its value at an instant, within its declared range. */
  at(time: Micros): number
}

export interface ModelContext<P extends string = string> extends Context {
  /** A declared parameter: the option of the same name, moved by the project's drift. */
  parameter(name: P): MovingParameter
}

/** Where a stateful model puts its records. */
export interface ModelEmitter<R> {
  /** @param time when it happened, if not at the tick: not before an earlier record, not after the tick. */
  push(record: R, time?: Micros): void
}

interface Stateless<R> {
  record(tick: ModelTick): R
}

interface Stateful<R> {
  records(tick: ModelTick, out: ModelEmitter<R>): void
  /** Records that are still owed when the schedule has ended, ascending in time. */
  flush?(out: { push(record: R, time: Micros): void }): void
}

/** Every record has all declared fields, or it lacks some, the same ones throughout. */
type Complete = { readonly without?: undefined }
type Without<F extends Fields> = { readonly without: readonly (keyof F & string)[] }

/**
 * A model at work. One that has `record` is stateless: a record is a function of the options, the seed and its
 * tick, so that any worker can make any record alone. One that has `records` remembers earlier ticks, and makes any
 * number of records at each.
 */
export type Model<F extends Fields> =
  | (Complete & (Stateless<DraftOf<F>> | Stateful<DraftOf<F>>))
  | (Without<F> & (Stateless<Partial<DraftOf<F>>> | Stateful<Partial<DraftOf<F>>>))

type NumberOptions<S extends z.ZodObject> = {
  [N in keyof z.output<S>]: z.output<S>[N] extends number ? N : never
}[keyof z.output<S>] &
  string

/** A model's one definition. */
export interface DescribedModel<S extends z.ZodObject, F extends Fields, P extends NumberOptions<S>>
  extends Omit<Described<'model', S>, 'open' | 'fields' | 'parameters'> {
  /**
   * The fields of its records in the order in which they are written. Every record also gets `_timestamp`,
   * `_record_id` and `_generator`.
   */
  readonly fields: F
  /** Options that drift may move. */
  readonly parameters?: Readonly<Record<P, Parameter>>
  open(options: z.output<S>, context: ModelContext<P>): Model<F>
}

/**
 * A simulation whose records can be streamed: options, defaults, the page with its field guide and the JSON Schema
 * of its records all come from this definition.
 */
export function defineModel<
  S extends z.ZodObject,
  const F extends Fields,
  P extends NumberOptions<S> = never,
>(described: DescribedModel<S, F, P>): Definition<'model', S> {
  const { fields: own, parameters: moving, open, ...rest } = described
  const sets = new FieldSets(own)
  const parameters = (moving ?? {}) as Readonly<Record<string, Parameter>>
  return {
    stability: 'stable',
    since: '0.1.0',
    ...rest,
    kind: 'model',
    fields: sets.get().all,
    parameters,
    open: (options, context) =>
      modelSource(rest.name, sets, parameters, options, context, (extended) =>
        open(options, extended as ModelContext<P>),
      ),
  }
}

import type * as z from 'zod'
import type { Batch, Delivery, Event, Failure, Formatted, Lines, Rec, TextForm, Ticks } from './batch.ts'
import type { Clock } from './clock.ts'
import { deliveryOptions } from './delivery-options.ts'
import type { Distortion, DistortionTarget } from './distortion.ts'
import type { Fields, Parameter } from './field.ts'
import type { Log } from './log.ts'
import type { Rng } from './random/rng.ts'
import type { Micros } from './time/civil.ts'
import type { Zone } from './time/zone.ts'

export const KINDS = ['input', 'event', 'model', 'distortion', 'formatter', 'output'] as const
export type Kind = (typeof KINDS)[number]

/** What every plugin is given when it is opened: its door to the world. */
export interface Context {
  /** Absolute path of the project folder. */
  readonly directory: string
  /** An absolute path for one that an option names: relative to the project folder, absolute as it is. */
  resolve(path: string): string
  readonly id: string
  readonly zone: Zone
  readonly clock: Clock
  /** This plugin's own stream of random numbers. */
  readonly rng: Rng
  readonly log: Log
  /** May this project run commands of the operating system? */
  readonly trusted: boolean
}

export interface InputContext extends Context {
  /** The instant at which generation started; what «now» means in a schedule. */
  readonly origin: Micros
  /** The range the user gave for this run; it takes the place of the plugin's own start and end. */
  readonly range: { readonly from?: Micros; readonly to?: Micros }
}

/** *When*: sorted instants. */
export interface Input {
  /** Given to the event plugin with each of this input's ticks. */
  readonly tags: readonly string[]
  /** How many ticks there will be in all, where that is known before they are made. */
  readonly count?: number
  /** The instant after which no tick comes, where it is known. */
  readonly end?: Micros
  /**
   * Blocks of ascending instants ≥ `from`, made lazily, each at most `size` long and none empty. A scheduled
   * input returns an Iterable and never looks at the clock; an interactive one (driven from outside) an
   * AsyncIterable, which ends when `signal` aborts.
   */
  blocks(
    from: Micros,
    size: number,
    signal: AbortSignal,
  ): Iterable<Float64Array> | AsyncIterable<Float64Array>
}

/** Where an event plugin puts what it made. `tick` is the index within the Ticks it was given. */
export interface Emitter {
  /**
   * @param time when it happened, if not at the tick: never before an earlier event, never after the tick
   * @param form the form that the text is known to be in
   */
  push(tick: number, event: Event, time?: Micros, form?: TextForm): void
  /** This tick yields nothing, on purpose. Takes back what it pushed for this tick. */
  drop(tick: number): void
  /** This tick yields nothing because something went wrong. Takes back what it pushed for this tick. */
  fail(tick: number, error: unknown): void
  /** Generation ends before this tick. Later calls have no effect. */
  exhaust(tick: number): void
}

/** *What*: ticks in, 0..n events a tick out, in order. */
export interface EventSource {
  produce(ticks: Ticks, out: Emitter): void | Promise<void>
  /**
   * Each tick yields at most one event, which is a function of the options, the random stream, the tick's
   * ordinal, its instant and its tags alone. Such ticks may be produced by any worker in any order, and an
   * event's sequence number is the ordinal of its tick.
   */
  readonly pure?: boolean
  /** The fields of the records it makes, where they are declared. */
  readonly fields?: Fields
  /** It makes each record anew and never looks at it again: from then on the record may be written to. */
  readonly fresh?: boolean
  /** Numbers of the simulation that drift may move. */
  readonly parameters?: Readonly<Record<string, Parameter>>
  /**
   * Told once, before the first tick, which of its parameters move and how; not called when none does. From then on
   * the source uses `value(name, set, time)` at a record's instant in place of the value `set` by its options. Since
   * that is a function of the value set and the instant alone, a pure source stays pure.
   */
  steer?(moved: readonly string[], value: (parameter: string, set: number, time: Micros) => number): void
  /** Events that are still owed when the schedule has ended, each with its own time, ascending. */
  flush?(out: { push(event: Event, time: Micros): void }): void
  /**
   * As `produce` of a pure source that makes an event of each tick, but straight to lines of compact JSON, for a run in
   * which nobody looks at the events themselves. Ticks that fail have no line.
   *
   * @param fail told of those, in ascending order
   */
  lines?(ticks: Ticks, fail: (tick: number, error: unknown) => void): Lines
  /** The same in two steps, for a run in which distortions look at some fields of the events. */
  readonly drafts?: Drafts
  /** Drafts, and records that were finished of drafts, as lines of compact JSON. Throws for one that has no JSON form. */
  draftLines?(batch: Pick<Batch, 'events' | 'seq' | 'time'>): Lines
  /** Takes the memory of lines back that nobody will read again. */
  reuse?(bytes: Uint8Array): void
  close?(): void | Promise<void>
}

/** The records of a stateless model before they are finished. */
export interface Drafts {
  readonly name: string
  /** The model's own fields; what every record carries is still to come. */
  readonly fields: Fields
  /** The record of a tick, with numbers for what is written by `digits`. Throws what the model throws. */
  make(ticks: Ticks, index: number): Rec & Record<string, unknown>
  /** Makes of a draft, in its place, the record that `produce` makes. Leaves one that is finished as it is. */
  finish(draft: Rec, time: Micros, seq: number): void
  /** Was it a draft, and is finished? */
  finished(record: Rec): boolean
}

/** Events to frames: pure and synchronous. */
export interface Formatter {
  /** Frame i is made of event i alone, with nothing remembered: events may be formatted apart from one another. */
  readonly each?: boolean
  /** It makes one frame of a batch, so that those who read frames mind how many events a batch has. */
  readonly gathers?: boolean
  /** What it makes of a text depends on this form of it alone, and it takes a text known to be in it as it is. */
  readonly form?: TextForm
  /** It writes records of declared fields as lines of compact JSON, so that a source may do so in its place. */
  readonly compact?: boolean
  readonly contentType: string
  /** What a file or stream of such frames begins with, as a CSV header; known at the latest after `format`. */
  readonly head?: string | undefined
  format(batch: Batch): Formatted
}

export interface EventContext extends Context {
  /**
   * The form that everyone who will read the texts brings them into: a text may be handed over in that form
   * rather than as it is. Absent where anyone reads texts as they are.
   */
  readonly form?: TextForm | undefined
  /** What the option made with `modelReference` refers to, opened; undefined where there is no such option. */
  readonly model?: EventSource
}

export interface DistortionContext extends Context {
  readonly target: DistortionTarget
}

export interface OutputContext extends Context {
  readonly formatter: Formatter
  /**
   * Order must hold: deliveries come one at a time, and a write that fails at a frame which may be tried again does
   * not send later ones, but returns them as failures, too.
   */
  readonly ordered: boolean
  /** The run goes on where another ended: `open` must not take away what is there. */
  readonly resuming: boolean
  /** The run keeps all processors busy: nothing is gained where yet another thread does a part of the work. */
  readonly crowded?: boolean | undefined
}

/** *Where*: one attempt to deliver one batch. Queueing, time limits, accounting and dead letters are the engine's. */
export interface Output {
  /** Connects, creates files; an error here means that the run does not start. */
  open?(): void | Promise<void>
  /**
   * Delivers all frames, or returns those that failed. Throwing means that none arrived. E_OUTPUT_CLOSED says
   * that the reader went away and the run may end quietly.
   */
  write(
    delivery: Delivery,
    signal: AbortSignal,
  ): undefined | readonly Failure[] | Promise<undefined | readonly Failure[]>
  /** Everything written is safe when this resolves. */
  close?(): void | Promise<void>
  /**
   * Says what would keep events from arriving (target missing, no rights), without writing; throws the first such.
   * Called in place of `open`; `close` follows.
   */
  check?(): void | Promise<void>
  /**
   * For an output that can forget what came after a checkpoint, as a file can. `position` is asked between two
   * writes, when everything written so far is accounted for, and saved as JSON with the checkpoint; `resume` is
   * told it, once, after `open`. Such an output gets one delivery at a time.
   */
  position?(): unknown
  resume?(position: unknown): void | Promise<void>
  /** Bytes that went out so far, where the output knows them; otherwise the engine adds up the frames. */
  readonly bytes?: number
  /** Deliveries at once that it can make use of: more would only wait inside, while their time runs. */
  readonly concurrency?: number
  /**
   * It reads the events of a batch: frames need not be made. Each event has one, which is the event where that is a
   * text and empty where it is a record.
   */
  readonly unframed?: boolean
  /** It writes lines as they come in one piece: UTF-8, line feeds, no others. */
  readonly lines?: boolean
}

interface ContextOf {
  input: InputContext
  event: EventContext
  model: Context
  distortion: DistortionContext
  formatter: Context
  output: OutputContext
}

interface OpenedOf {
  input: Input
  event: EventSource
  model: EventSource
  distortion: Distortion
  formatter: Formatter
  output: Output
}

/** A project fragment that shows the plugin at work: options as a user would write them. */
export interface Example {
  readonly title: string
  readonly options: Readonly<Record<string, unknown>>
}

/** The one definition of a plugin: types, validation, JSON Schema, help and documentation are read from it. */
export interface Definition<K extends Kind = Kind, S extends z.ZodObject = z.ZodObject> {
  readonly kind: K
  /** As written in a project file; also the name of the plugin's folder. */
  readonly name: string
  readonly title: string
  /** One or two sentences. */
  readonly summary: string
  readonly stability: 'stable' | 'experimental'
  /** The version that brought it. */
  readonly since: string
  /** A strict object; each field with a description. */
  readonly options: S
  readonly examples: readonly [Example, ...Example[]]
  /** Output only: deliveries must reach it one at a time and in order, as in a file. */
  readonly serial?: boolean
  /** Model only: all fields that its records may have. */
  readonly fields?: Fields
  /** Model only: the options that drift may move. */
  readonly parameters?: Readonly<Record<string, Parameter>>
  open(options: z.output<S>, context: ContextOf[K]): OpenedOf[K] | Promise<OpenedOf[K]>
}

/** A definition whose options' type is forgotten: what a registry holds. */
export type AnyDefinition<K extends Kind = Kind> = Omit<Definition<K>, 'open'> & {
  open(options: never, context: ContextOf[K]): OpenedOf[K] | Promise<OpenedOf[K]>
}

/** What an author writes; the rest has defaults. */
export type Described<K extends Kind, S extends z.ZodObject> = Omit<
  Definition<K, S>,
  'kind' | 'stability' | 'since'
> &
  Partial<Pick<Definition, 'stability' | 'since'>>

function define<K extends Kind>(kind: K) {
  return <S extends z.ZodObject>(described: Described<K, S>): Definition<K, S> =>
    ({ stability: 'stable', since: '0.1.0', ...described, kind }) as Definition<K, S>
}

export const defineInput = define('input')
export const defineEvent = define('event')
export const defineDistortion = define('distortion')
export const defineFormatter = define('formatter')

/** Every output has the option `delivery` beside its own; it is for the engine, the output never looks at it. */
export function defineOutput<S extends z.ZodObject>(
  described: Described<'output', S>,
): Definition<'output', S> {
  const options = described.options.safeExtend({
    delivery: deliveryOptions.optional().describe('How events are brought to this output.'),
  })
  return define('output')({ ...described, options: options as unknown as S })
}

/** Where definitions are found by name. */
export interface Registry {
  names(kind: Kind): readonly string[]
  /** The definition, or undefined if there is none of that name. */
  find<K extends Kind>(kind: K, name: string): Promise<AnyDefinition<K> | undefined>
}

import type { Rec, Ticks } from './batch.ts'
import { LoomError } from './errors.ts'
import type { Fields, Parameter } from './field.ts'
import type { Model, ModelContext, ModelTick, MovingParameter } from './model.ts'
import type { Context, Emitter, EventSource } from './plugin.ts'
import type { Rng } from './random/rng.ts'
import type { Micros } from './time/civil.ts'
import { isoFormatter } from './time/iso.ts'

/** What every record of every model carries. */
export const META_FIELDS = {
  _timestamp: { type: 'timestamp', role: 'time', description: 'When it happened, ISO 8601.' },
  _record_id: {
    type: 'integer',
    role: 'meta',
    range: [0, Number.MAX_SAFE_INTEGER],
    description: 'The number of the record in the stream, from 0.',
  },
  _generator: { type: 'string', role: 'meta', description: 'The name of the model.' },
} as const satisfies Fields

/** A record while it is made. */
type Draft = Record<string, unknown>
type AnyModel = Model<Fields>
type Stateless = Extract<AnyModel, { record(tick: ModelTick): unknown }>
type Stateful = Extract<AnyModel, { records(tick: ModelTick, out: never): void }>

/** The source of a model's records: opens it and adds what all models share. */
export function modelSource(
  name: string,
  fields: Fields,
  parameters: Readonly<Record<string, Parameter>>,
  options: Readonly<Record<string, unknown>>,
  context: Context,
  open: (context: ModelContext) => AnyModel,
): EventSource {
  const dials = new Map<string, Dial>()
  for (const [key, parameter] of Object.entries(parameters))
    dials.set(key, new Dial(key, options[key] as number, parameter))
  const model = open({ ...context, parameter: (key) => dials.get(key)! })
  const finish = finisher(name, fields, isoFormatter(context.zone), model)
  const steer: NonNullable<EventSource['steer']> = (moved, value) => {
    for (const key of moved) dials.get(key)?.steer(value)
  }
  const shared = { fields: finish.fields, parameters, steer }
  return 'record' in model
    ? { ...shared, pure: true, produce: stateless(model, finish.complete, context.rng) }
    : { ...shared, ...stateful(model, finish.complete, context.rng) }
}

type Complete = (record: Draft, time: Micros, id: number) => Rec

class Dial implements MovingParameter {
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

/** Adds what every record carries; the first record of a run is held against the declared fields. */
function finisher(
  name: string,
  declared: Fields,
  iso: (time: Micros) => string,
  model: AnyModel,
): { fields: Fields; complete: Complete } {
  const without = new Set<string>(model.without)
  const fields = Object.fromEntries(Object.entries(declared).filter(([field]) => !without.has(field)))
  let checked = false
  return {
    fields,
    complete(record, time, id) {
      record._timestamp = iso(time)
      record._record_id = id
      record._generator = name
      if (!checked) {
        checkRecord(name, fields, record)
        checked = true
      }
      return record
    },
  }
}

/** E_MODEL_RECORD for a model that does not make what it declares. */
function checkRecord(name: string, fields: Fields, record: Draft): void {
  const missing = Object.keys(fields).find((field) => !Object.hasOwn(record, field))
  const extra = Object.keys(record).find((field) => !Object.hasOwn(fields, field))
  if (missing === undefined && extra === undefined) return
  throw new LoomError(
    'E_MODEL_RECORD',
    extra === undefined
      ? `the model ${name} made a record without the field "${missing}"`
      : `the model ${name} made a record with a field "${extra}" that it does not declare`,
    { hint: 'a record has exactly the fields that the definition of its model declares' },
  )
}

class Tick implements ModelTick {
  seq = 0
  time: Micros = 0
  tags: readonly string[] = []
  rng: Rng
  readonly #streams: Rng

  constructor(streams: Rng) {
    this.#streams = streams
    this.rng = streams
  }

  at(ticks: Ticks, index: number): this {
    this.seq = ticks.first + index
    this.time = ticks.times[index]!
    this.tags = ticks.tags(index)
    this.rng = this.#streams.fork(this.seq)
    return this
  }
}

function stateless(model: Stateless, complete: Complete, streams: Rng): EventSource['produce'] {
  const tick = new Tick(streams)
  return (ticks, out) => {
    for (let i = 0; i < ticks.size; i++) {
      try {
        out.push(i, complete(model.record(tick.at(ticks, i)), tick.time, tick.seq))
      } catch (error) {
        out.fail(i, error)
      }
    }
  }
}

function stateful(model: Stateful, complete: Complete, streams: Rng): Pick<EventSource, 'produce' | 'flush'> {
  const tick = new Tick(streams)
  let made = 0
  let index = 0
  let to: Emitter
  const emitter = {
    push: (record: Draft, time?: Micros) => to.push(index, complete(record, time ?? tick.time, made++), time),
  }
  return {
    produce(ticks, out) {
      to = out
      for (index = 0; index < ticks.size; index++) {
        const before = made
        try {
          model.records(tick.at(ticks, index), emitter)
        } catch (error) {
          out.fail(index, error)
          made = before
        }
      }
    },
    flush(out) {
      model.flush?.({ push: (record: Draft, time) => out.push(complete(record, time, made++), time) })
    },
  }
}

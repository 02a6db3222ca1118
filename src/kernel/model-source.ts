import type { Rec, Ticks } from './batch.ts'
import { digitsText } from './digits.ts'
import { LoomError } from './errors.ts'
import type { Fields, Parameter } from './field.ts'
import type { Model, ModelContext, ModelTick } from './model.ts'
import { Dial } from './model-dial.ts'
import type { Context, Drafts, Emitter, EventSource } from './plugin.ts'
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

/** The fields of a model's records, for each set of those that they lack. One object for all streams. */
export class FieldSets {
  readonly #own: Fields
  readonly #known = new Map<string, { readonly own: Fields; readonly all: Fields }>()

  constructor(own: Fields) {
    this.#own = own
  }

  get(without: readonly string[] = []): { readonly own: Fields; readonly all: Fields } {
    const key = without.join()
    let found = this.#known.get(key)
    if (!found) {
      const own = Object.fromEntries(Object.entries(this.#own).filter(([field]) => !without.includes(field)))
      found = { own, all: { ...own, ...META_FIELDS } }
      this.#known.set(key, found)
    }
    return found
  }
}

/** The source of a model's records: opens it and adds what all models share. */
export function modelSource(
  name: string,
  sets: FieldSets,
  parameters: Readonly<Record<string, Parameter>>,
  options: Readonly<Record<string, unknown>>,
  context: Context,
  open: (context: ModelContext) => AnyModel,
): EventSource {
  const dials = new Map<string, Dial>()
  for (const [key, parameter] of Object.entries(parameters))
    dials.set(key, new Dial(key, options[key] as number, parameter))
  const model = open({ ...context, parameter: (key) => dials.get(key)! })
  const fields = sets.get(model.without)
  const check = checker(name, fields.own)
  const complete = completer(name, fields.own, isoFormatter(context.zone))
  const steer: NonNullable<EventSource['steer']> = (moved, value) => {
    for (const key of moved) dials.get(key)?.steer(value)
  }
  const shared = { fields: fields.all, parameters, steer }
  if (!('record' in model)) {
    const finish: Complete = (record, time, id) => complete(check(record), time, id)
    return { ...shared, ...stateful(model, finish, context.rng) }
  }
  const drafts = draftsOf(name, fields.own, model, check, complete, context.rng)
  return { ...shared, pure: true, fresh: true, drafts, produce: stateless(drafts, complete) }
}

type Complete = (draft: Draft, time: Micros, id: number) => Rec

/**
 * Writes out what is written by digits or chosen by its place, and adds what every record carries. By code of its own:
 * records of one shape are written to several times faster than by names at hand.
 */
function completer(name: string, own: Fields, iso: (time: Micros) => string): Complete {
  const texts: ((value: number) => unknown)[] = []
  const steps = Object.entries(own).flatMap(([field, { digits, values }]) => {
    const member = `draft[${JSON.stringify(field)}]`
    if (digits !== undefined) return [`${member} = texts[${texts.push(digitsText(digits)) - 1}](${member})`]
    if (!values) return []
    const text = `texts[${texts.push((place) => values[place]) - 1}]`
    return [`if (typeof ${member} === 'number') ${member} = ${text}(${member})`]
  })
  // The names of fields come in as string literals, all else as data.
  const finish = new Function('texts', `return (draft) => {\n${steps.join('\n')}\n}`)(texts) as (
    draft: Draft,
  ) => void
  return (draft, time, id) => {
    finish(draft)
    draft._timestamp = iso(time)
    draft._record_id = id
    draft._generator = name
    return draft
  }
}

/** Holds the first record of a run against the declared fields; E_MODEL_RECORD for one that is not as declared. */
function checker(name: string, own: Fields): (draft: Draft) => Draft {
  let checked = false
  return (draft) => {
    if (checked) return draft
    const missing = Object.keys(own).find((field) => !Object.hasOwn(draft, field))
    const extra = Object.keys(draft).find((field) => !Object.hasOwn(own, field))
    if (missing !== undefined || extra !== undefined) throw notAsDeclared(name, missing, extra)
    checked = true
    return draft
  }
}

function notAsDeclared(name: string, missing: string | undefined, extra: string | undefined): LoomError {
  return new LoomError(
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
    this.rng = streams.fork(0)
  }

  at(ticks: Ticks, index: number): this {
    this.seq = ticks.first + index
    this.time = ticks.times[index]!
    this.tags = ticks.tags(index)
    this.rng = this.#streams.fork(this.seq, this.rng)
    return this
  }
}

/** Marks a record that was finished of a draft: copies bear it, too, and whoever goes through the fields does not see it. */
const FINISHED = Symbol('finished')
type MaybeFinished = Draft & { [FINISHED]?: true }

function draftsOf(
  name: string,
  fields: Fields,
  model: Stateless,
  check: (draft: Draft) => Draft,
  complete: Complete,
  streams: Rng,
): Drafts {
  const tick = new Tick(streams)
  return {
    name,
    fields,
    make: (ticks, index) => check(model.record(tick.at(ticks, index))),
    finish(draft: MaybeFinished, time, seq) {
      if (draft[FINISHED]) return
      complete(draft, time, seq)
      draft[FINISHED] = true
    },
    finished: (record: MaybeFinished) => record[FINISHED] === true,
  }
}

function stateless({ make }: Drafts, complete: Complete): EventSource['produce'] {
  return (ticks, out) => {
    for (let i = 0; i < ticks.size; i++) {
      try {
        out.push(i, complete(make(ticks, i), ticks.times[i]!, ticks.first + i))
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

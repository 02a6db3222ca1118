import {
  type Delivery,
  DeliveryError,
  type Failure,
  isMapping,
  isoFormatter,
  jsonSpan,
  type Rec,
  type Zone,
} from '../../../kernel/index.ts'
import { recordText } from '../../encoding/record.ts'

/** Frames with what their columns may ask for, in columns of equal length. */
export interface Sources {
  readonly fields: readonly Rec[]
  /** The texts that the fields were read from, where digits of them may have been lost on the way. */
  readonly exact: readonly (string | undefined)[] | undefined
  readonly frames: readonly number[]
}

/** Digits beyond what a double holds, or exponents, in a JSON text. */
const IMPRECISE = /[\d.]{16}|\d[eE]/

const NO_FIELDS: Rec = {}

/**
 * Reads all frames; those that are no records are added to `failures`.
 *
 * @param plain a frame is the JSON of its event, so a record needs no detour through text
 */
export function sourcesOf(delivery: Delivery, plain: boolean, failures: Failure[]): Sources {
  const fields: Rec[] = []
  const frames: number[] = []
  let exact: (string | undefined)[] | undefined
  const { events } = delivery.batch
  const count = delivery.frames.length
  for (let frame = 0; frame < count; frame++) {
    const event = events[eventOf(delivery, frame)]
    if (plain && typeof event === 'object') fields.push(event)
    else {
      try {
        const text = frameText(delivery, frame)
        const record = recordOf(text)
        if (IMPRECISE.test(text)) {
          exact ??= []
          exact[fields.length] = text
        }
        fields.push(record)
      } catch (error) {
        failures.push({ frame, error })
        continue
      }
    }
    frames.push(frame)
  }
  return { fields, exact, frames }
}

/** For columns that ask for no field. */
export function bareSources({ frames }: Delivery): Sources {
  const count = frames.length
  return {
    fields: new Array<Rec>(count).fill(NO_FIELDS),
    exact: undefined,
    frames: Array.from({ length: count }, (_, frame) => frame),
  }
}

function recordOf(text: string): Rec {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw noRecord(cause)
  }
  if (!isMapping(value)) throw noRecord()
  return value
}

export function frameText({ frames }: Delivery, frame: number): string {
  const text = frames[frame]!
  return typeof text === 'string' ? text : Buffer.from(text).toString()
}

/** The (first) event that a frame carries. */
export function eventOf({ carries }: Delivery, frame: number): number {
  return typeof carries === 'string' ? frame : carries[frame]!
}

function noRecord(cause?: unknown): DeliveryError {
  return new DeliveryError('rejected', 'E_EVENT_NOT_JSON', 'the event is no JSON object', {
    hint: 'columns want fields; put any text into one column with columns: {COLUMN: $event}',
    cause,
  })
}

/**
 * The value of a column for a frame: text, a JSON value, or undefined where there is none.
 *
 * @param exact the text that the fields were read from, where digits of it may have been lost on the way
 */
export type Read = (fields: Rec, exact: string | undefined, frame: number, delivery: Delivery) => unknown

/** A JSON value as it was written, where a number could not hold all of it. */
export class Written {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** `from`: the path of a field, or one of SPECIAL. */
export function reader(from: string, zone: Zone): Read {
  const iso = isoFormatter(zone)
  switch (from) {
    case '$event':
      return (_, __, frame, delivery) => new Written(frameText(delivery, frame))
    case '$id':
      return (_, __, frame, delivery) => delivery.id(frame)
    case '$time':
      return (_, __, frame, delivery) => iso(delivery.batch.time[eventOf(delivery, frame)]!)
    case '$seq':
      return (_, __, frame, delivery) => delivery.batch.seq[eventOf(delivery, frame)]
    default:
      return field(from)
  }
}

function field(path: string): Read {
  const steps = path.split('.')
  return (fields, exact) => {
    const plain = fields[path]
    // Of what a record has from its prototype nothing is a text, a number or a boolean.
    if (typeof plain === 'string' || typeof plain === 'boolean') return plain
    if (typeof plain === 'number' && exact === undefined) return plain
    const value = Object.hasOwn(fields, path)
      ? fields[path]
      : steps.length > 1
        ? nested(fields, steps)
        : undefined
    if (exact === undefined || typeof value === 'string' || typeof value === 'boolean' || value == null)
      return value
    const span = jsonSpan(exact, path)
    return span ? new Written(exact.slice(span.from, span.to)) : value
  }
}

function nested(fields: Rec, steps: readonly string[]): unknown {
  let here: unknown = fields
  for (const step of steps) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Rec)[step]
  }
  return here
}

/** The JSON text of any value of a record. */
export function jsonText(value: unknown): string {
  if (value instanceof Written) return value.text
  if (typeof value === 'object' && value !== null) return recordText(value as Rec)
  return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'null')
}

import { type Event, type Field, jsonSpan, type Rec } from '../../kernel/index.ts'
import { fitOf } from './fit.ts'
import { numberLike, plainNumber, withValue } from './record.ts'
import { cut, isIntegerLiteral, literalLike, splice } from './text.ts'

/** An event with one field changed. */
export interface Edit {
  readonly event: Event
  /** What stood there: a value, or its JSON text if `raw`; likewise `delivered`, undefined where it is gone. */
  readonly clean: unknown
  readonly delivered: unknown
  /** The value that stands there now. */
  readonly after: unknown
  readonly raw: boolean
}

/** A value that a distortion may give to a field. */
export type NewValue = string | number | boolean | null

/** Undefined where the value stays what it is, or cannot be what is asked. `owned`: may the record be written to? */
export function changeRecord(
  record: Rec,
  field: string,
  before: unknown,
  value: NewValue,
  declared: Field | undefined,
  owned: boolean,
): Edit | undefined {
  let after: unknown = value
  if (typeof value === 'number') {
    const plain = plainNumber(before)
    const integer = declared
      ? declared.type === 'integer'
      : typeof before === 'bigint' || Number.isInteger(before)
    const fit = fitOf(declared, integer).fitted(value)
    if (fit === undefined || fit === plain) return undefined
    after = declared || plain === undefined ? fit : numberLike(before, fit)
  } else if (value === before) return undefined
  return { event: withValue(record, field, after, owned), clean: before, delivered: after, after, raw: false }
}

/** The same for a text that holds a JSON object with that field. */
export function changeText(
  text: string,
  field: string,
  before: unknown,
  value: NewValue,
  declared: Field | undefined,
): Edit | undefined {
  const span = jsonSpan(text, field)
  if (!span) return undefined
  if (typeof value !== 'number')
    return value === before ? undefined : splice(text, span, JSON.stringify(value), value)
  const literal = text.slice(span.from, span.to)
  const integer = declared ? declared.type === 'integer' : isIntegerLiteral(literal)
  const fit = fitOf(declared, integer).fitted(value)
  if (fit === undefined || fit === before) return undefined
  return splice(text, span, typeof before === 'number' ? literalLike(literal, fit) : String(fit), fit)
}

/** Undefined where there is nothing to take away. */
export function clear(
  event: Event,
  field: string,
  before: unknown,
  how: 'null' | 'remove',
  owned: boolean,
): Edit | undefined {
  if (how === 'null' && before === null) return undefined
  if (typeof event === 'string') {
    const span = jsonSpan(event, field)
    return span && (how === 'null' ? splice(event, span, 'null', null) : cut(event, span))
  }
  const after = how === 'null' ? null : undefined
  return { event: withValue(event, field, after, owned), clean: before, delivered: after, after, raw: false }
}

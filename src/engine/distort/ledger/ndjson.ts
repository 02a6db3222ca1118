import {
  type DriftState,
  INSTANT_ROOM,
  instantWriter,
  type Literal,
  literal,
  type Micros,
  NO_ROOM,
  NUMBER_ROOM,
  putFixed,
  putLiteral,
  putNumber,
  putUtf8,
  SECOND,
  type Sheet,
  type Zone,
} from '../../../kernel/index.ts'
import type { Mark } from '../mark.ts'
import { json, type Place, type PutRows, share } from './rows.ts'

const POSITION = literal('{"position":')
const NULL = literal('null')
const SEQ = literal(',"seq":')
const COPY = literal(',"copy":')
const TIME = literal(',"time":"')
const CLEAN = literal(',"clean":')
const DELIVERED = literal(',"delivered":')
const DELAY = literal(',"delay":')
const DUE = literal(',"due":"')
const QUOTE = literal('"')
const CONCEPT = literal(',"concept":')
const PROGRESS = literal(',"progress":')
const END = literal('}\n')

/** Room for all of a row but its label and for values that are no numbers. */
const ROOM =
  [POSITION, SEQ, COPY, TIME, CLEAN, DELIVERED, DELAY, DUE, QUOTE, CONCEPT, PROGRESS, END].reduce(
    (sum, { length }) => sum + length,
    0,
  ) +
  8 * NUMBER_ROOM +
  2 * INSTANT_ROOM

/** One JSON object a row; what does not apply is left out. */
export function ndjsonRows(zone: Zone): PutRows {
  const instant = instantWriter(zone)
  const labels = new Labels()

  const begin = (sheet: Sheet, from: number, { position, seq, copy, time }: Place): number => {
    let at = putLiteral(sheet, from, POSITION)
    at = position === null ? putLiteral(sheet, at, NULL) : putNumber(sheet, at, position)
    at = putNumber(sheet, putLiteral(sheet, at, SEQ), seq)
    at = putNumber(sheet, putLiteral(sheet, at, COPY), copy)
    return instant(sheet, putLiteral(sheet, at, TIME), time)
  }

  const late = (sheet: Sheet, from: number, delay: Micros, due: Micros): number => {
    const at = putNumber(sheet, putLiteral(sheet, from, DELAY), delay / SECOND)
    return putLiteral(sheet, instant(sheet, putLiteral(sheet, at, DUE), due), QUOTE)
  }

  return (sheet, from, place, marks) => {
    const size = sheet.bytes.length
    let at = from
    let begun = 0
    for (let i = 0; i < marks.length; i++) {
      const mark = marks[i]!
      const label = labels.of(mark)
      if (at + ROOM + label.length > size) return NO_ROOM
      // Rows of one event begin alike.
      if (i === 0) {
        at = begin(sheet, at, place)
        begun = at - from
      } else at = copied(sheet, from, begun, at)
      at = putLiteral(sheet, at, label)
      if (mark.clean !== undefined)
        at = putValue(sheet, putLiteral(sheet, at, CLEAN), mark.clean, mark.raw, size - ROOM)
      if (at !== NO_ROOM && mark.delivered !== undefined)
        at = putValue(sheet, putLiteral(sheet, at, DELIVERED), mark.delivered, mark.raw, size - ROOM)
      if (at === NO_ROOM) return NO_ROOM
      if (mark.delay !== undefined) at = late(sheet, at, mark.delay, place.due)
      if (mark.drift) at = drifted(sheet, at, mark.drift)
      at = putLiteral(sheet, at, END)
    }
    return at
  }
}

function copied({ bytes, view }: Sheet, from: number, length: number, to: number): number {
  let i = 0
  for (; i + 8 <= length; i += 8) view.setFloat64(to + i, view.getFloat64(from + i, true), true)
  for (; i < length; i++) bytes[to + i] = bytes[from + i]!
  return to + length
}

function drifted(sheet: Sheet, from: number, { concept, progress }: DriftState): number {
  const at = putNumber(sheet, putLiteral(sheet, from, CONCEPT), concept)
  return putFixed(sheet, putLiteral(sheet, at, PROGRESS), share(progress), 1e6, 6)
}

/** `","kind":"noise","field":"amount"`, each put together once. */
class Labels {
  readonly #known = new Map<string, Map<string | undefined, Literal>>()

  of({ kind, field }: Mark): Literal {
    let fields = this.#known.get(kind)
    if (!fields) {
      fields = new Map()
      this.#known.set(kind, fields)
    }
    let label = fields.get(field)
    if (!label) {
      const end = field === undefined ? '' : `,"field":${JSON.stringify(field)}`
      label = literal(`","kind":${JSON.stringify(kind)}${end}`)
      fields.set(field, label)
    }
    return label
  }
}

function putValue(sheet: Sheet, at: number, value: unknown, raw: boolean, limit: number): number {
  // Four digits after the point are most that models give; any other number takes longer.
  if (typeof value === 'number' && value - value === 0 && !raw) return putFixed(sheet, at, value, 1e4, 4)
  return putUtf8(sheet, at, json(value, raw), limit)
}

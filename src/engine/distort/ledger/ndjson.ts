import {
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
  putSix,
  putUtf8,
  SECOND,
  type Sheet,
  type Zone,
} from '../../../kernel/index.ts'
import { type Change, type Label, UNMARKED } from '../marks.ts'
import { ROW_START_ROOM, rowStartWriter } from './row-start.ts'
import { json, type PutRows, share } from './rows.ts'

const CLEAN = ',"clean":'
const DELIVERED = literal(',"delivered":')
const DELAY = literal(',"delay":')
const DUE = literal(',"due":"')
const QUOTE = literal('"')
const CONCEPT = literal(',"concept":')
const PROGRESS = literal(',"progress":')
const END = literal('}\n')
const ZERO_POINT = literal('0.')
const ZERO = 0x30

/** Room for all of a row but its label and for values that are no numbers. */
const ROOM =
  [DELIVERED, DELAY, DUE, QUOTE, CONCEPT, PROGRESS, END].reduce((sum, { length }) => sum + length, 0) +
  ROW_START_ROOM +
  5 * NUMBER_ROOM +
  INSTANT_ROOM

/** One JSON object a row; what does not apply is left out. */
export function ndjsonRows(zone: Zone): PutRows {
  const begin = rowStartWriter(zone)
  const instant = instantWriter(zone)
  const labels: LabelText[] = []

  const late = (sheet: Sheet, from: number, delay: Micros, due: Micros): number => {
    const at = putNumber(sheet, putLiteral(sheet, from, DELAY), delay / SECOND)
    return putLiteral(sheet, instant(sheet, putLiteral(sheet, at, DUE), due), QUOTE)
  }

  return (sheet, from, place, marks, count) => {
    const size = sheet.bytes.length
    let at = from
    let begun = 0
    let driftAt = 0
    let drifted = 0
    let before = UNMARKED
    for (let i = 0; i < count; i++) {
      const mark = marks.ordered[i]!
      const label = marks.label[mark]!
      labels[label] ??= textOf(marks.labels[label]!)
      const text = labels[label]
      if (at + ROOM + text.before.length > size) return NO_ROOM
      // Rows of one event begin alike.
      if (i === 0) {
        at = begin(sheet, at, place)
        begun = at - from
      } else at = copied(sheet, from, begun, at)
      const clean = marks.clean[mark]!
      const change = Number.isNaN(clean) ? marks.changes.get(mark) : undefined
      if (change === undefined) {
        at = putFixed(sheet, putLiteral(sheet, at, text.before), clean, SCALE, DECIMALS)
        at = putFixed(sheet, putLiteral(sheet, at, DELIVERED), marks.delivered[mark]!, SCALE, DECIMALS)
      } else {
        at = putChange(sheet, at, change, text, size - ROOM)
        if (at === NO_ROOM) return NO_ROOM
        if (change.delay !== undefined) at = late(sheet, at, change.delay, place.due)
      }
      if (marks.concept[mark]! < 0) at = putLiteral(sheet, at, END)
      // Those of one distortion end alike.
      else if (before !== UNMARKED && marks.driftedAlike(mark, before))
        at = copied(sheet, driftAt, drifted, at)
      else {
        before = mark
        driftAt = at
        at = putDrift(sheet, at, marks.concept[mark]!, marks.progress[mark]!)
        drifted = at - driftAt
      }
    }
    return at
  }
}

/** Four digits after the point are most that models give; any other number takes longer. */
const DECIMALS = 4
const SCALE = 10 ** DECIMALS

function copied({ bytes, view }: Sheet, from: number, length: number, to: number): number {
  let i = 0
  for (; i + 8 <= length; i += 8) view.setFloat64(to + i, view.getFloat64(from + i, true), true)
  for (; i < length; i++) bytes[to + i] = bytes[from + i]!
  return to + length
}

function putDrift(sheet: Sheet, from: number, concept: number, progress: number): number {
  let at = putNumber(sheet, putLiteral(sheet, from, CONCEPT), concept)
  at = putShare(sheet, putLiteral(sheet, at, PROGRESS), progress)
  return putLiteral(sheet, at, END)
}

/** As `share` gives it. */
function putShare(sheet: Sheet, from: number, progress: number): number {
  const millionths = Math.round(progress * 1e6)
  if (!(millionths > 0 && millionths < 1e6)) return putNumber(sheet, from, share(progress))
  const { bytes } = sheet
  let at = putSix(sheet, putLiteral(sheet, from, ZERO_POINT), millionths)
  while (bytes[at - 1] === ZERO) at--
  return at
}

/** A label as it stands in a row. */
interface LabelText {
  /** `","kind":"late"` */
  readonly alone: Literal
  /** `","kind":"noise","field":"amount","clean":` */
  readonly before: Literal
}

function textOf({ kind, field }: Label): LabelText {
  const end = field === undefined ? '' : `,"field":${JSON.stringify(field)}`
  const text = `","kind":${JSON.stringify(kind)}${end}`
  return { alone: literal(text), before: literal(text + CLEAN) }
}

function putChange(
  sheet: Sheet,
  from: number,
  { clean, delivered, raw }: Change,
  { alone, before }: LabelText,
  limit: number,
): number {
  let at = putLiteral(sheet, from, clean === undefined ? alone : before)
  if (clean !== undefined) at = putUtf8(sheet, at, json(clean, raw), limit)
  if (at === NO_ROOM || delivered === undefined) return at
  return putUtf8(sheet, putLiteral(sheet, at, DELIVERED), json(delivered, raw), limit)
}

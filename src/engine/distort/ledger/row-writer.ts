import {
  INSTANT_ROOM,
  instantWriter,
  type Micros,
  NO_ROOM,
  NUMBER_ROOM,
  putFixed,
  putLiteral,
  putNumber,
  SECOND,
  type Sheet,
  type Zone,
} from '../../../kernel/index.ts'
import { UNMARKED } from '../marks.ts'
import type { Dialect } from './dialect.ts'
import { type LabelText, Literals, textOf } from './literals.ts'
import { rowStartWriter } from './row-start.ts'
import type { PutRows } from './rows.ts'

/** Writes rows in a dialect, of one set of marks: it remembers their labels by number. */
export function rowWriter(zone: Zone, dialect: Dialect): PutRows {
  const begin = rowStartWriter(zone, dialect)
  const instant = instantWriter(zone)
  const put = new Literals(dialect)
  const labels: LabelText[] = []
  // For all of a row but its label and values that are no numbers.
  const room = put.room + begin.room + 5 * NUMBER_ROOM + INSTANT_ROOM

  const late = (sheet: Sheet, from: number, delay: Micros, due: Micros): number => {
    const at = putNumber(sheet, putLiteral(sheet, from, put.delay), delay / SECOND)
    return putLiteral(sheet, instant(sheet, putLiteral(sheet, at, put.due), due), put.dueEnd)
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
      labels[label] ??= textOf(marks.labels[label]!, dialect)
      const text = labels[label]
      if (at + room + text.before.length > size) return NO_ROOM
      // Rows of one event begin alike.
      if (i === 0) {
        at = begin.put(sheet, at, place)
        begun = at - from
      } else at = copied(sheet, from, begun, at)
      const clean = marks.clean[mark]!
      const change = Number.isNaN(clean) ? marks.changes.get(mark) : undefined
      if (change === undefined) {
        at = putFixed(sheet, putLiteral(sheet, at, text.before), clean, SCALE, DECIMALS)
        at = putFixed(sheet, putLiteral(sheet, at, put.delivered), marks.delivered[mark]!, SCALE, DECIMALS)
      } else {
        at = put.change(sheet, at, change, text, size - room)
        if (at === NO_ROOM) return NO_ROOM
      }
      if (change?.delay === undefined) at = putLiteral(sheet, at, put.notLate)
      else at = late(sheet, at, change.delay, place.due)
      if (marks.concept[mark]! < 0) at = putLiteral(sheet, at, put.undrifted)
      // Those of one distortion end alike.
      else if (before !== UNMARKED && marks.driftedAlike(mark, before))
        at = copied(sheet, driftAt, drifted, at)
      else {
        before = mark
        driftAt = at
        at = put.drift(sheet, at, marks.concept[mark]!, marks.progress[mark]!)
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

import {
  type Drafts,
  type EventSource,
  type Fields,
  INSTANT_ROOM,
  instantWriter,
  LineWriter,
  literal,
  NO_ROOM,
  NUMBER_ROOM,
  putLiteral,
  putNumber,
  reuseSheet,
  type Zone,
} from '../../../kernel/index.ts'
import { draftCode } from '../../encoding/draft-code.ts'
import type { RecordCode } from '../../encoding/record-code.ts'

/** The records of a model straight as lines of compact JSON: what every record carries is never made as a value. */
export function draftLines(drafts: Drafts, zone: Zone): Required<Pick<EventSource, 'lines' | 'reuse'>> {
  const instant = instantWriter(zone)
  const end = literal(`,"_generator":${JSON.stringify(drafts.name)}}\n`)
  const behind = INSTANT_ROOM + ID.length + NUMBER_ROOM + end.length
  const writer = new LineWriter()
  let code: RecordCode | undefined
  return {
    lines(ticks, fail) {
      code ??= codeOf(drafts.fields)
      const { put } = code
      const room = code.room + behind
      return writer.write(
        ticks.size,
        (sheet, at, size, i) => {
          if (at + room > size) return NO_ROOM
          let next = put(sheet, at, drafts.make(ticks, i), size - room)
          if (next === NO_ROOM) return NO_ROOM
          next = instant(sheet, next, ticks.times[i]!)
          next = putLiteral(sheet, next, ID)
          next = putNumber(sheet, next, ticks.first + i)
          return putLiteral(sheet, next, end)
        },
        fail,
      )
    },
    reuse: reuseSheet,
  }
}

/** Behind the last field of the model. */
const TIME = ',"_timestamp":"'
const ID = literal('","_record_id":')

const known = new WeakMap<Fields, RecordCode>()

/** One for all streams of a model. */
function codeOf(fields: Fields): RecordCode {
  let found = known.get(fields)
  if (!found) {
    found = draftCode(fields, TIME)
    known.set(fields, found)
  }
  return found
}

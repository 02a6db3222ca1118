import {
  type Drafts,
  type EventSource,
  type Fields,
  INSTANT_ROOM,
  instantWriter,
  LineWriter,
  literal,
  type Micros,
  NO_ROOM,
  NUMBER_ROOM,
  putLiteral,
  putNumber,
  type Rec,
  reuseSheet,
  type Sheet,
  type Zone,
} from '../../../kernel/index.ts'
import { draftCode } from '../../encoding/draft-code.ts'
import type { RecordCode } from '../../encoding/record-code.ts'
import { recordPut } from '../../encoding/record-lines.ts'

/** The records of a model straight as lines of compact JSON: what every record carries is never made as a value. */
export function draftLines(
  drafts: Drafts,
  fields: Fields,
  zone: Zone,
): Required<Pick<EventSource, 'lines' | 'draftLines' | 'reuse'>> {
  const putDraft = draftPut(drafts, zone)
  const putRecord = recordPut(fields)
  const writer = new LineWriter()
  return {
    lines(ticks, fail) {
      const { size: count, first, times } = ticks
      return writer.write(
        count,
        (sheet, at, size, i) => putDraft(sheet, at, size, drafts.make(ticks, i), times[i]!, first + i),
        fail,
      )
    },
    draftLines({ events, seq, time }) {
      return writer.write(events.length, (sheet, at, size, i) => {
        const record = events[i] as Rec
        return drafts.finished(record)
          ? putRecord(sheet, at, size, record)
          : putDraft(sheet, at, size, record, time[i]!, seq[i]!)
      })
    },
    reuse: reuseSheet,
  }
}

/** Writes a draft as a line; where it ends, or NO_ROOM. */
type PutDraft = (sheet: Sheet, at: number, size: number, draft: Rec, time: Micros, seq: number) => number

function draftPut({ name, fields }: Drafts, zone: Zone): PutDraft {
  const instant = instantWriter(zone)
  const end = literal(`,"_generator":${JSON.stringify(name)}}\n`)
  const behind = INSTANT_ROOM + ID.length + NUMBER_ROOM + end.length
  let code: RecordCode | undefined
  return (sheet, at, size, draft, time, seq) => {
    // Only runs that write lines need the code.
    code ??= codeOf(fields)
    const room = code.room + behind
    if (at + room > size) return NO_ROOM
    let next = code.put(sheet, at, draft, size - room)
    if (next === NO_ROOM) return NO_ROOM
    next = instant(sheet, next, time)
    next = putLiteral(sheet, next, ID)
    next = putNumber(sheet, next, seq)
    return putLiteral(sheet, next, end)
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

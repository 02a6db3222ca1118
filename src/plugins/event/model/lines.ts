import type { Drafts, EventSource, Fields, Zone } from '../../../kernel/index.ts'
import { putNumber } from '../../encoding/byte-number.ts'
import { INSTANT_ROOM, instantWriter } from '../../encoding/instant-bytes.ts'
import { type RecordCode, recordCode } from '../../encoding/record-code.ts'
import { NO_ROOM, reuseSheet } from '../../encoding/sheet.ts'
import { LineWriter } from '../../encoding/write-lines.ts'

/** The records of a model straight as lines of compact JSON: what every record carries is never made as a value. */
export function draftLines(drafts: Drafts, zone: Zone): Required<Pick<EventSource, 'lines' | 'reuse'>> {
  const instant = instantWriter(zone)
  const end = Buffer.from(`,"_generator":${JSON.stringify(drafts.name)}}\n`)
  const behind = TIME.length + INSTANT_ROOM + ID.length + LONGEST_ID + end.length
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
          const { bytes } = sheet
          bytes.set(TIME, next)
          next = instant(sheet, next + TIME.length, ticks.times[i]!)
          bytes.set(ID, next)
          next = putNumber(sheet, next + ID.length, ticks.first + i)
          bytes.set(end, next)
          return next + end.length
        },
        fail,
      )
    },
    reuse: reuseSheet,
  }
}

const TIME = Buffer.from(',"_timestamp":"')
const ID = Buffer.from('","_record_id":')
const LONGEST_ID = 16

const known = new WeakMap<Fields, RecordCode>()

/** One for all streams of a model. */
function codeOf(fields: Fields): RecordCode {
  let found = known.get(fields)
  if (!found) {
    found = recordCode(fields, '')
    known.set(fields, found)
  }
  return found
}

import { type Fields, type Lines, LineWriter, NO_ROOM, putUtf8, type Rec } from '../../kernel/index.ts'
import { recordText } from './record.ts'
import { type RecordCode, recordCode } from './record-code.ts'

/**
 * Records of declared fields as lines of compact JSON: the same text as `recordText` gives but for the order of the
 * fields, which is the declared one, and several times as fast. Throws what `recordText` throws.
 */
export function recordLines(records: readonly Rec[], fields: Fields): Lines {
  const { code, first, writer } = writing(fields)
  const { put, room } = code
  return writer.write(records.length, (sheet, at, size, i) => {
    const record = records[i]!
    if (at + room > size) return NO_ROOM
    // What the code writes begins with the first field.
    if (record[first] === undefined) return putUtf8(sheet, at, `${recordText(record)}\n`, size)
    return put(sheet, at, record, size - room)
  })
}

interface Writing {
  readonly code: RecordCode
  readonly first: string
  readonly writer: LineWriter
}

const known = new WeakMap<Fields, Writing>()

function writing(fields: Fields): Writing {
  let found = known.get(fields)
  if (!found) {
    found = { code: recordCode(fields, '}\n'), first: Object.keys(fields)[0]!, writer: new LineWriter() }
    known.set(fields, found)
  }
  return found
}

import { isoFormatter, putUtf8, SECOND, type Zone } from '../../../kernel/index.ts'
import { json, type PutRows, share } from './rows.ts'

/** What a ledger's columns are called, in their order. */
export const COLUMNS = [
  'position',
  'seq',
  'copy',
  'time',
  'kind',
  'field',
  'clean',
  'delivered',
  'delay',
  'due',
  'concept',
  'progress',
] as const

/** The columns as a table (RFC 4180); clean and delivered are JSON, what does not apply is empty. */
export function csvRows(zone: Zone): PutRows {
  const iso = isoFormatter(zone)
  return (sheet, at, { position, seq, copy, time, due }, marks, count) => {
    const begin = `${position ?? ''},${seq},${copy},${iso(time)},`
    let rows = ''
    for (const mark of marks.ordered.slice(0, count)) {
      const { kind, field } = marks.labels[marks.label[mark]!]!
      const { clean, delivered, raw, delay } = marks.change(mark)
      const concept = marks.concept[mark]!
      const values = `${valueCell(clean, raw)},${valueCell(delivered, raw)}`
      const late = delay === undefined ? ',' : `${delay / SECOND},${iso(due)}`
      const drift = concept < 0 ? ',' : `${concept},${share(marks.progress[mark]!)}`
      rows += `${begin}${cell(kind)},${cell(field ?? '')},${values},${late},${drift}\n`
    }
    return putUtf8(sheet, at, rows, sheet.bytes.length)
  }
}

function valueCell(value: unknown, raw: boolean): string {
  return value === undefined ? '' : cell(json(value, raw))
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

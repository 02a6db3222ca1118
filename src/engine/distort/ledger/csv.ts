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
    for (const mark of marks.slice(0, count)) {
      const { kind, field } = mark.label
      const values = `${valueCell(mark.clean, mark.raw)},${valueCell(mark.delivered, mark.raw)}`
      const delay = mark.delay === undefined ? ',' : `${mark.delay / SECOND},${iso(due)}`
      const drift = mark.drift ? `${mark.drift.concept},${share(mark.drift.progress)}` : ','
      rows += `${begin}${cell(kind)},${cell(field ?? '')},${values},${delay},${drift}\n`
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

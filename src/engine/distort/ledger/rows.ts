import {
  type DriftState,
  Float,
  isoFormatter,
  type Micros,
  SECOND,
  type Zone,
} from '../../../kernel/index.ts'
import type { Mark } from '../mark.ts'

/** What a row says of the event that was changed. */
export interface Place {
  readonly seq: number
  readonly copy: number
  readonly time: Micros
  readonly due: Micros
  /** Ordinal in the delivered stream, counted from 0; null for an event that was dropped. */
  readonly position: number | null
}

/** The text of the marks of one event, in the order in which they were made; each row ends with a line feed. */
export type Rows = (place: Place, last: Mark) => string

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

/** One JSON object a row; what does not apply is left out. */
export function ndjsonRows(zone: Zone): Rows {
  const iso = isoFormatter(zone)
  const labels = new Labels()
  const values = ({ clean, delivered, raw }: Mark) =>
    (clean === undefined ? '' : `,"clean":${json(clean, raw)}`) +
    (delivered === undefined ? '' : `,"delivered":${json(delivered, raw)}`)
  const drift = ({ concept, progress }: DriftState) => `,"concept":${concept},"progress":${share(progress)}`
  return ({ position, seq, copy, time, due }, last) => {
    const begin = `{"position":${position},"seq":${seq},"copy":${copy},"time":"${iso(time)}",`
    let rows = ''
    for (let mark: Mark | undefined = last; mark; mark = mark.previous) {
      const delay = mark.delay === undefined ? '' : `,"delay":${mark.delay / SECOND},"due":"${iso(due)}"`
      const end = mark.drift ? drift(mark.drift) : ''
      rows = `${begin}${labels.of(mark.kind, mark.field)}${values(mark)}${delay}${end}}\n${rows}`
    }
    return rows
  }
}

/** `"kind":"noise","field":"amount"`, put together once. */
class Labels {
  readonly #known = new Map<string, Map<string | undefined, string>>()

  of(kind: string, field: string | undefined): string {
    const fields = this.#known.get(kind) ?? new Map<string | undefined, string>()
    if (fields.size === 0) this.#known.set(kind, fields)
    const known = fields.get(field)
    if (known !== undefined) return known
    const label = `"kind":${JSON.stringify(kind)}${field === undefined ? '' : `,"field":${JSON.stringify(field)}`}`
    fields.set(field, label)
    return label
  }
}

/** The columns as a table (RFC 4180); clean and delivered are JSON, what does not apply is empty. */
export function csvRows(zone: Zone): Rows {
  const iso = isoFormatter(zone)
  return ({ position, seq, copy, time, due }, last) => {
    const begin = `${position ?? ''},${seq},${copy},${iso(time)},`
    let rows = ''
    for (let mark: Mark | undefined = last; mark; mark = mark.previous) {
      const values = `${valueCell(mark.clean, mark.raw)},${valueCell(mark.delivered, mark.raw)}`
      const delay = mark.delay === undefined ? ',' : `${mark.delay / SECOND},${iso(due)}`
      const drift = mark.drift ? `${mark.drift.concept},${share(mark.drift.progress)}` : ','
      rows = `${begin}${cell(mark.kind)},${cell(mark.field ?? '')},${values},${delay},${drift}\n${rows}`
    }
    return rows
  }
}

function valueCell(value: unknown, raw: boolean): string {
  return value === undefined ? '' : cell(json(value, raw))
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function json(value: unknown, raw: boolean): string {
  // In a JSON text line breaks stand between tokens only, where any white space does.
  if (raw) return (value as string).replaceAll(/[\r\n]+/g, ' ')
  if (typeof value === 'number') return String(value)
  return typeof value === 'bigint' || value instanceof Float ? value.toString() : JSON.stringify(value, plain)
}

/** Inside a dropped event; JSON.stringify writes a float's box as a number by itself. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}

/** Six digits are enough of a share. */
function share(progress: number): number {
  return Math.round(progress * 1e6) / 1e6
}

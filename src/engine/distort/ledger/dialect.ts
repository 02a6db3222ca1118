import type { Label } from '../marks.ts'

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

/** How rows are written: what stands before the values of the columns, which are in the same order in all. */
export interface Dialect {
  readonly position: string
  /** The position of an event that was dropped. */
  readonly nowhere: string
  readonly seq: string
  readonly copy: string
  readonly time: string
  /** Kind and field, behind the time. */
  readonly label: (label: Label) => string
  readonly clean: string
  readonly delivered: string
  readonly delay: string
  readonly due: string
  readonly dueEnd: string
  readonly concept: string
  readonly progress: string
  /** A column that does not apply. */
  readonly absent: string
  readonly end: string
  /** A value that is JSON. */
  readonly value: (json: string) => string
}

/** One JSON object a row; what does not apply is left out. */
export const NDJSON: Dialect = {
  position: '{"position":',
  nowhere: 'null',
  seq: ',"seq":',
  copy: ',"copy":',
  time: ',"time":"',
  label: ({ kind, field }) => {
    const end = field === undefined ? '' : `,"field":${JSON.stringify(field)}`
    return `","kind":${JSON.stringify(kind)}${end}`
  },
  clean: ',"clean":',
  delivered: ',"delivered":',
  delay: ',"delay":',
  due: ',"due":"',
  dueEnd: '"',
  concept: ',"concept":',
  progress: ',"progress":',
  absent: '',
  end: '}\n',
  value: (json) => json,
}

/** A table (RFC 4180); clean and delivered are JSON, what does not apply is empty. */
export const CSV: Dialect = {
  position: '',
  nowhere: '',
  seq: ',',
  copy: ',',
  time: ',',
  label: ({ kind, field }) => `,${cell(kind)},${cell(field ?? '')}`,
  clean: ',',
  delivered: ',',
  delay: ',',
  due: ',',
  dueEnd: '',
  concept: ',',
  progress: ',',
  absent: ',',
  end: '\n',
  value: cell,
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

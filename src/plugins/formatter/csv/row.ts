import { type Event, LoomError, type Rec } from '../../../kernel/index.ts'
import { requireJson } from '../../encoding/json.ts'
import { members } from '../../encoding/members.ts'
import { recordText } from '../../encoding/record.ts'

export interface Column {
  readonly name: string
  /** The name cut at its dots. */
  readonly path: readonly string[]
}

/** An event as a source of cells. */
export interface Row {
  names(): readonly string[]
  cell(column: Column): string
}

/** The fields of an event as columns; E_EVENT_NOT_JSON when it has none. */
export function columnsOfRow(row: Row): Column[] {
  const names = row.names()
  if (names.length > 0) return columnsOf(names)
  throw new LoomError('E_EVENT_NOT_JSON', 'the first event has no fields to take columns from', {
    hint: 'set the option columns',
  })
}

export function columnsOf(names: readonly string[]): Column[] {
  return names.map((name) => ({ name, path: name.split('.') }))
}

/** E_EVENT_NOT_JSON when the event is a text other than a JSON object. */
export function rowOf(event: Event): Row {
  return typeof event === 'string' ? textRow(event) : recordRow(event)
}

/** Cells are cut out of the text, so that numbers keep their digits. */
function textRow(text: string): Row {
  const fields = members(requireJson(text))
  if (!fields) {
    throw new LoomError('E_EVENT_NOT_JSON', 'the event is not a JSON object', {
      hint: 'a CSV row needs named fields; the plain formatter takes any text',
    })
  }
  return {
    names: () => [...fields.keys()],
    cell: ({ name, path }) => textCell(fields.get(name) ?? nestedText(fields, path)),
  }
}

function nestedText(fields: Map<string, string>, path: readonly string[]): string | undefined {
  let here: Map<string, string> | undefined = fields
  for (let i = 0; i < path.length - 1; i++) {
    const inner: string | undefined = here.get(path[i]!)
    here = inner === undefined ? undefined : members(inner)
    if (!here) return undefined
  }
  return here.get(path.at(-1)!)
}

function textCell(value: string | undefined): string {
  if (value === undefined || value === 'null') return ''
  return value[0] === '"' ? (JSON.parse(value) as string) : value
}

function recordRow(record: Rec): Row {
  return {
    names: () => Object.keys(record),
    cell: ({ name, path }) =>
      valueCell(Object.hasOwn(record, name) ? record[name] : nestedValue(record, path)),
  }
}

function nestedValue(record: Rec, path: readonly string[]): unknown {
  let here: unknown = record
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Rec)[step]
  }
  return here
}

function valueCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return Number.isNaN(value) ? '' : String(value)
  const text = recordText(value as Rec)
  return text[0] === '"' ? (JSON.parse(text) as string) : text
}

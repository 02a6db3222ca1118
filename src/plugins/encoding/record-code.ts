import {
  digitGroups,
  digitsText,
  type Field,
  type Fields,
  literal,
  NUMBER_ROOM,
  OVERSHOOT,
  putFixed,
  putLiteral,
  putNumber,
  putPadded,
  putText,
  putUtf8,
  type Rec,
  type Sheet,
} from '../../kernel/index.ts'
import { recordText } from './record.ts'

/**
 * Writes a record at a place of a sheet; where it ends, or NO_ROOM when a free text would go beyond `limit`. Behind the
 * limit there are `room` bytes.
 */
export type PutRecord = (sheet: Sheet, at: number, record: Rec, limit: number) => number

export interface RecordCode {
  readonly put: PutRecord
  /** The most bytes that a record takes apart from its free texts. */
  readonly room: number
}

/** Up to so many values are told apart by comparing with each, which is faster than looking one up. */
const FEW = 20

/**
 * Code made for records of these fields. It writes their compact JSON, fields in declared order, straight as bytes;
 * values that are not as declared take longer. A record must have the first field. It may hold the number of what is
 * written by `digits`, or the text.
 *
 * @param end what stands behind the last member
 */
export function recordCode(fields: Fields, end: string): RecordCode {
  const known: Record<string, unknown> = { putFixed, putLiteral, putNumber, putPadded, putText, putValue }
  const data = (value: unknown): string => {
    const name = `data${Object.keys(known).length}`
    known[name] = value
    return name
  }
  let room = OVERSHOOT + literal(end).length
  const steps = Object.entries(fields).map(([name, field], i) => {
    const prefix = `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`
    const choices = choicesOf(field)
    const texts = [field.digits ?? '', ...choices.map((value) => JSON.stringify(value))]
    room += Math.max(...texts.map((text) => literal(prefix + quoted(text)).length)) + NUMBER_ROOM
    return `v = record[${JSON.stringify(name)}]\n${step(prefix, field, choices, data)}`
  })
  const body = `return (sheet, at, record, limit) => {
let v, known
${steps.join('\n')}
${put(end, data)}
return at
}`
  // The names of fields come in as string literals, their values as data: nothing of a project becomes code.
  const made = new Function(...Object.keys(known), body)(...Object.values(known)) as PutRecord
  return { put: made, room }
}

/** Makes a value known to the code; its name there. */
type Data = (value: unknown) => string

/** Code that writes a text. A call, for code that is long takes long to be compiled well. */
function put(text: string, data: Data): string {
  return `at = putLiteral(sheet, at, ${data(literal(text))})`
}

/** The code for one member, its value `v`. It checks what it writes, as distortions change values. */
function step(prefix: string, field: Field, choices: readonly Choice[], data: Data): string {
  const begin = put(prefix, data)
  const branches: string[] = []
  if (field.digits !== undefined)
    branches.push(`if (typeof v === 'number') { ${digits(prefix, field.digits, data)} }`)
  if (field.type !== 'boolean' && field.values === undefined)
    branches.push(
      `if (typeof v === 'string') { ${begin}\n at = putText(sheet, at, v, limit); if (at < 0) return at }`,
    )
  if (field.type === 'integer' || field.type === 'number')
    branches.push(`if (typeof v === 'number' && v - v === 0) { ${begin}\n at = ${number(field)} }`)
  branches.push(
    `if ((known = ${choice(prefix, choices, data)}) !== undefined) { at = putLiteral(sheet, at, known) }`,
    `if (v !== undefined) { ${begin}\n at = putValue(sheet, at, v, limit); if (at < 0) return at }`,
  )
  return branches.join('\nelse ')
}

type Choice = string | boolean | null

function choicesOf({ type, values, nullable }: Field): readonly Choice[] {
  const choices: Choice[] = values ? [...values] : type === 'boolean' ? [true, false] : []
  return nullable || choices.length === 0 ? [...choices, null] : choices
}

/** The code for the member as a whole, where `v` is one of the choices; undefined else. */
function choice(prefix: string, choices: readonly Choice[], data: Data): string {
  const members = choices.map((value) => [value, literal(prefix + JSON.stringify(value))] as const)
  if (choices.length > FEW) return `${data(new Map(members))}.get(v)`
  return (
    members.map(([value, text]) => `v === ${JSON.stringify(value)} ? ${data(text)} : `).join('') + undefined
  )
}

function number({ type, decimals = 0 }: Field): string {
  return type === 'number' && decimals > 0
    ? `putFixed(sheet, at, v, ${10 ** decimals}, ${decimals})`
    : 'putNumber(sheet, at, v)'
}

/** The code for a text that is made of the digits of the number `v`, by `digitsText` where that has too many. */
function digits(prefix: string, pattern: string, data: Data): string {
  const { groups, end } = digitGroups(pattern)
  const last = groups.length - 1
  const scale = (from: number) => 10 ** groups.slice(from).reduce((sum, { width }) => sum + width, 0)
  const code = groups.map(({ before, width }, i) => {
    const rest = i === last ? 'v' : `(v / ${scale(i + 1)} | 0)`
    const group = i === 0 ? rest : `${rest} % ${10 ** width}`
    return `${put(i === 0 ? `${prefix}"${quoted(before)}` : quoted(before), data)}
at = putPadded(sheet, at, ${group}, ${width})`
  })
  return `if (v >= 0 && v < 0x7fffffff) { ${code.join('\n')}\n${put(`${quoted(end)}"`, data)} }
else { ${put(prefix, data)}\n at = putValue(sheet, at, ${data(digitsText(pattern))}(v), limit); if (at < 0) return at }`
}

/** A text as it stands within the quotes of a JSON text. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Any value as JSON; NO_ROOM rather than going beyond `limit`. */
function putValue(sheet: Sheet, at: number, value: unknown, limit: number): number {
  if (typeof value === 'string') return putText(sheet, at, value, limit)
  return putUtf8(sheet, at, recordText({ value }).slice('{"value":'.length, -1), limit)
}

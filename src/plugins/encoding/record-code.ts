import {
  digitGroups,
  digitsText,
  type Field,
  type Fields,
  literal,
  NUMBER_ROOM,
  OVERSHOOT,
  type Rec,
  type Sheet,
} from '../../kernel/index.ts'
import { codeBook, type Data, digitsCode, numberCode, prefixOf, putCode, quoted } from './field-code.ts'

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
 * @param places a number in a field with declared values is the place of one
 */
export function recordCode(fields: Fields, end: string, places = false): RecordCode {
  const { data, compiled } = codeBook()
  // A record without members begins with its end.
  const tail = Object.keys(fields).length > 0 ? end : `{${end.replace(/^,/, '')}`
  let room = OVERSHOOT + literal(tail).length
  const steps = Object.entries(fields).map(([name, field], i) => {
    const prefix = prefixOf(name, i)
    const texts = [field.digits ?? '', ...choicesOf(field).map((value) => JSON.stringify(value))]
    room += Math.max(...texts.map((text) => literal(prefix + quoted(text)).length)) + NUMBER_ROOM
    return `v = record[${JSON.stringify(name)}]\n${memberCode(prefix, field, data, places)}`
  })
  const put = compiled<PutRecord>(`(sheet, at, record, limit) => {
let v, known
${steps.join('\n')}
${putCode(tail, data)}
return at
}`)
  return { put, room }
}

/** The code for one member, its value `v`. It checks what it writes, as distortions change values. */
export function memberCode(prefix: string, field: Field, data: Data, places: boolean): string {
  const begin = putCode(prefix, data)
  const branches: string[] = []
  if (field.digits !== undefined)
    branches.push(`if (typeof v === 'number') { ${digits(prefix, field.digits, data)} }`)
  if (field.type !== 'boolean' && field.values === undefined)
    branches.push(
      `if (typeof v === 'string') { ${begin}\n at = putText(sheet, at, v, limit); if (at < 0) return at }`,
    )
  if (field.type === 'integer' || field.type === 'number')
    branches.push(`if (typeof v === 'number' && v - v === 0) { ${begin}\n ${numberCode('v', field)} }`)
  branches.push(
    `if ((known = ${choice(prefix, choicesOf(field), data)}) !== undefined) { at = putLiteral(sheet, at, known) }`,
    `if (v !== undefined) { ${begin}\n at = putValue(sheet, at, v, limit); if (at < 0) return at }`,
  )
  const named = places && field.values ? `if (typeof v === 'number') v = ${data(field.values)}[v]\n` : ''
  return named + branches.join('\nelse ')
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

/** The code for a text that is made of the digits of the number `v`, by `digitsText` where that has too many. */
function digits(prefix: string, pattern: string, data: Data): string {
  const { groups, end } = digitGroups(pattern)
  const code = groups.map(
    ({ before }, i) =>
      `${putCode(i === 0 ? `${prefix}"${quoted(before)}` : quoted(before), data)}\n${digitsCode('v', groups, i)}`,
  )
  return `if (v >= 0 && v < 0x7fffffff) { ${code.join('\n')}\n${putCode(`${quoted(end)}"`, data)} }
else { ${putCode(prefix, data)}\n at = putValue(sheet, at, ${data(digitsText(pattern))}(v), limit); if (at < 0) return at }`
}

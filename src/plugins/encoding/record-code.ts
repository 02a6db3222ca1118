import type { Field, Fields, Rec } from '../../kernel/index.ts'
import { putFixed, putInteger, putNumber, putText, putValue, type Sheet } from './byte-text.ts'

/**
 * Writes a record and a line feed at a place of a sheet; where that ends, or NO_ROOM when a free text would go beyond
 * `limit`. Behind the limit there are `room` bytes.
 */
export type PutRecord = (sheet: Sheet, at: number, record: Rec, limit: number) => number

export interface RecordCode {
  readonly put: PutRecord
  /** The most bytes that a record takes apart from its free texts. */
  readonly room: number
}

/** The longest number: sign, digits, point and exponent. */
const LONGEST_NUMBER = 25
/** Literals are written by eight bytes at a time, the last of which may go beyond their end. */
const STEP = 8
/** Up to so many values are told apart by comparing with each, which is faster than looking one up. */
const FEW = 20

/**
 * Code made for records of these fields. It writes their compact JSON, fields in declared order, straight as bytes;
 * values that are not as declared take longer. A record must have the first field.
 */
export function recordCode(fields: Fields): RecordCode {
  const known: Record<string, unknown> = { putFixed, putInteger, putNumber, putText, putValue, putPiece }
  let room = STEP
  const steps = Object.entries(fields).map(([name, field], i) => {
    const prefix = `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`
    const choices = choicesOf(field)
    room += Math.max(
      bytesOf(prefix).length + LONGEST_NUMBER,
      ...choices.map((value) => bytesOf(prefix + JSON.stringify(value)).length),
    )
    const pieces = `pieces${i}`
    if (choices.length > FEW)
      known[pieces] = new Map(choices.map((value) => [value, bytesOf(prefix + JSON.stringify(value))]))
    return `v = record[${JSON.stringify(name)}]\n${step(prefix, field, choices, pieces)}`
  })
  const body = `return (sheet, at, record, limit) => {
const { bytes, view } = sheet
let v
${steps.join('\n')}
${literal('}\n')}
return at
}`
  // The names of fields come in as string literals, their values as data: nothing of a project becomes code.
  const put = new Function(...Object.keys(known), body)(...Object.values(known)) as PutRecord
  return { put, room }
}

/** The code for one member, its value `v`. It checks what it writes, as distortions change values. */
function step(prefix: string, field: Field, choices: readonly Choice[], pieces: string): string {
  const begin = literal(prefix)
  const other = `else if (v !== undefined) {
  ${begin}
  at = putValue(sheet, at, v, limit)
  if (at < 0) return at
}`
  if (choices.length > FEW) return `if (${pieces}.has(v)) { at = putPiece(bytes, at, ${pieces}.get(v)) } ${other}`
  const branches = choices.map(
    (value) => `if (v === ${JSON.stringify(value)}) { ${literal(prefix + JSON.stringify(value))} }`,
  )
  if (field.type === 'integer' || field.type === 'number')
    branches.unshift(`if (typeof v === 'number' && v - v === 0) { ${begin}\n at = ${number(field)} }`)
  if (field.type !== 'boolean' && field.values === undefined)
    branches.unshift(`if (typeof v === 'string') { ${begin}\n at = putText(sheet, at, v, limit); if (at < 0) return at }`)
  return `${branches.join('\nelse ')}\n${other}`
}

type Choice = string | boolean | null

function choicesOf({ type, values, nullable }: Field): readonly Choice[] {
  const choices: Choice[] = values ? [...values] : type === 'boolean' ? [true, false] : []
  return nullable || choices.length === 0 ? [...choices, null] : choices
}

function number({ type, decimals = 0 }: Field): string {
  return type === 'number' && decimals > 0
    ? `putFixed(sheet, at, v, ${10 ** decimals}, ${decimals})`
    : 'putNumber(sheet, at, v)'
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/**
 * Code that writes a text as numbers of eight bytes. Any UTF-8 text can be: the bytes of a NaN, of which there is more
 * than one, are in none, nor those of −0.
 */
function literal(text: string): string {
  const bytes = bytesOf(text)
  const view = new DataView(new ArrayBuffer(bytes.length + STEP))
  new Uint8Array(view.buffer).set(bytes)
  let code = ''
  for (let at = 0; at < bytes.length; at += STEP)
    code += `view.setFloat64(at + ${at}, ${view.getFloat64(at, true)}, true); `
  return `${code}at += ${bytes.length}`
}

function putPiece(bytes: Uint8Array, at: number, piece: Uint8Array): number {
  bytes.set(piece, at)
  return at + piece.length
}
